/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndependenceTest {
    private static final Set<Class<?>> VALIDATOR = Set.of(
            HistoryValidator.class,
            PairingRules.class,
            ContentRules.class,
            OrderRules.class,
            ServerCallRules.class,
            PngHeader.class,
            Violation.class);

    @Test
    void theValidatorSharesNoCodeWithTheProjector() {
        DescribedPredicate<JavaClass> ofTheValidator = DescribedPredicate.describe(
                "of the validator, or outside this room",
                type -> !type.getPackageName().equals(Violation.class.getPackageName())
                        || VALIDATOR.stream().anyMatch(type::isEquivalentTo));

        classes()
                .should()
                .onlyDependOnClassesThat(ofTheValidator)
                .check(new ClassFileImporter().importClasses(VALIDATOR));
    }
}
