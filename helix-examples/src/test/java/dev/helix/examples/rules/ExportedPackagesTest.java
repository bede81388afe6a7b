/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that compare what each module exports to everybody with what the compiler checks for Javadoc. */
class ExportedPackagesTest {

    private static final Pattern EXPORT = Pattern.compile("^\\s*exports (\\S+);", Pattern.MULTILINE);
    private static final Pattern DOCUMENTED = Pattern.compile("<doclint.packages>(.*)</doclint.packages>");

    static Stream<SourceFile> modules() {
        return SourceFile.all().stream()
                .filter(file ->
                        file.typeName().equals("module-info") && !file.module().equals("helix-examples"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyExportedPackageMustBeDocumented(SourceFile moduleInfo) throws IOException {
        List<String> documented = documentedPackages(moduleInfo.module());

        assertThat(EXPORT.matcher(String.join("\n", moduleInfo.lines()))
                        .results()
                        .map(export -> export.group(1)))
                .as("packages exported by %s, against doclint.packages of its pom.xml", moduleInfo.module())
                .allMatch(exported -> documented.stream().anyMatch(pattern -> covers(pattern, exported)));
    }

    private static List<String> documentedPackages(String module) throws IOException {
        for (String pom : List.of(module + "/pom.xml", "pom.xml")) {
            Matcher property =
                    DOCUMENTED.matcher(Files.readString(SourceFile.projectRoot().resolve(pom)));
            List<String> found = property.results().map(match -> match.group(1)).toList();
            if (!found.isEmpty()) {
                return List.of(found.get(0).split(","));
            }
        }
        throw new AssertionError("no pom.xml sets doclint.packages");
    }

    /** {@code a.b.*} stands for all packages below {@code a.b}, as in javac's option. */
    private static boolean covers(String pattern, String exported) {
        return pattern.endsWith(".*")
                ? exported.startsWith(pattern.substring(0, pattern.length() - 1))
                : exported.equals(pattern);
    }
}
