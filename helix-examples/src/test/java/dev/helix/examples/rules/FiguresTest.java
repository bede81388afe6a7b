/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of the project's shape: packages without circles, and a table of sizes that is printed, not judged. */
class FiguresTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test") && !location.contains("-tests.jar"))
            .importPackages("dev.helix");

    private static final Pattern TYPE =
            Pattern.compile("^\\s*([a-z-]+ )*(class|interface|@interface|enum|record) [A-Z]\\w*\\W");

    private static final Map<String, List<SourceFile>> FILES = SourceFile.all().stream()
            .filter(SourceFile::isMain)
            .collect(Collectors.groupingBy(SourceFile::module, TreeMap::new, Collectors.toList()));

    @Test
    void packagesOfAllModulesFormNoCircle() {
        slices().matching("dev.helix.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void figuresArePrinted() {
        StringBuilder table =
                new StringBuilder(row("module", "files", "types", "median", "largest", "lines", "largest file"));

        FILES.forEach((module, files) -> table.append(row(module, files)));
        List<SourceFile> all = FILES.values().stream().flatMap(List::stream).toList();
        table.append(row("total", all));

        System.out.println(table);
        assertThat(all).isNotEmpty();
    }

    private static String row(String name, List<SourceFile> files) {
        List<SourceFile> bySize = files.stream()
                .sorted((one, other) ->
                        Integer.compare(one.lines().size(), other.lines().size()))
                .toList();
        SourceFile largest = bySize.get(bySize.size() - 1);
        long types = files.stream().flatMap(file -> file.linesWith(TYPE)).count();
        return row(
                name,
                files.size(),
                types,
                bySize.get(bySize.size() / 2).lines().size(),
                largest.lines().size(),
                files.stream().mapToInt(file -> file.lines().size()).sum(),
                largest.typeName());
    }

    private static String row(Object... cells) {
        return "%-20s %6s %6s %7s %8s %7s  %s%n".formatted(cells);
    }
}
