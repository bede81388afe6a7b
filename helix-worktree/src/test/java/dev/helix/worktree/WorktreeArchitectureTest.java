/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the six floors of helix-worktree, see {@code docs/architecture.md}. */
class WorktreeArchitectureTest {
    private static final String ROOT = "dev.helix.worktree";

    /** From the roof down; packages of one floor may know each other in one direction. */
    private static final List<String[]> FLOORS = List.of(
            new String[] {ROOT},
            new String[] {ROOT + ".binding"},
            new String[] {ROOT + ".merge"},
            new String[] {ROOT + ".checkout", ROOT + ".guard"},
            new String[] {ROOT + ".repository", ROOT + ".sandbox"},
            new String[] {ROOT + ".git"});

    @Test
    void noArrowPointsUp() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            house = house.layer(name(floor)).definedBy(FLOORS.get(floor));
        }
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            String[] above = FLOORS.subList(0, floor).stream()
                    .map(FLOORS::indexOf)
                    .map(WorktreeArchitectureTest::name)
                    .toArray(String[]::new);
            house = floor == 0
                    ? house.whereLayer(name(floor)).mayNotBeAccessedByAnyLayer()
                    : house.whereLayer(name(floor)).mayOnlyBeAccessedByLayers(above);
        }

        house.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test"))
                .importPackages(ROOT));
    }

    private static String name(int floor) {
        return "floor " + floor;
    }
}
