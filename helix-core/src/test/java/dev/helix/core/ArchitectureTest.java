/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of the dependency arrows of {@code docs/architecture.md}: a package of helix-core may know the floors below
 * it, its neighbours on the same floor as long as no cycle appears, and never a floor above.
 *
 * <p>Only the root package, where a host's assembly is put together, may see every floor.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.helix.core";

    /** From the roof down. A new package is entered here, on the lowest floor that can carry it. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("manager", "org", "board"),
            Set.of("session"),
            Set.of("delivery"),
            Set.of("agent", "tool", "scope"),
            Set.of("history", "context", "projection"),
            Set.of("workspace", "journal", "lock", "process", "json", "engine"));

    private static final JavaClasses HELIX = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.helix");

    @Test
    void everyPackageHasAFloor() {
        Set<String> known = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(HELIX.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT + "."))
                        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                        .distinct())
                .as("packages of %s; one that is new gets a floor in FLOORS", ROOT)
                .isSubsetOf(known);
    }

    static Stream<Integer> floorsBelowTheRoof() {
        return IntStream.range(1, FLOORS.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("floorsBelowTheRoof")
    void noArrowPointsUp(int floor) {
        String[] above = FLOORS.subList(0, floor).stream()
                .flatMap(Set::stream)
                .map(ArchitectureTest::inside)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAnyPackage(insideAll(FLOORS.get(floor)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .allowEmptyShould(true)
                .check(HELIX);
    }

    @Test
    void noRoomKnowsTheAssembly() {
        String[] rooms = FLOORS.stream()
                .flatMap(floor -> Arrays.stream(insideAll(floor)))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .allowEmptyShould(true)
                .check(HELIX);
    }

    @Test
    void roomsFormNoCircle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(HELIX);
    }

    @Test
    void theApiKnowsNoImplementation() {
        noClasses()
                .that()
                .resideInAPackage("dev.helix.api..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("dev.helix.api..", "java..", "org.jspecify..")
                .check(HELIX);
    }

    private static String[] insideAll(Set<String> rooms) {
        return rooms.stream().map(ArchitectureTest::inside).toArray(String[]::new);
    }

    private static String inside(String room) {
        return ROOT + "." + room + "..";
    }
}
