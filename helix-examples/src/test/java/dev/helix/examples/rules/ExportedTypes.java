/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that hosts can see: the public ones of the packages that modules export to everybody. */
final class ExportedTypes {
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+)( to)?");

    private ExportedTypes() {}

    /** {@return their source files} */
    static List<Path> files() {
        Set<String> exported = SourceFile.all().stream()
                .filter(file -> file.isMain() && file.typeName().equals("module-info"))
                .flatMap(file -> file.lines().stream())
                .map(EXPORT::matcher)
                .filter(export -> export.find() && export.group(2) == null)
                .map(export -> "/" + export.group(1).replace('.', '/'))
                .collect(Collectors.toSet());
        Path root = SourceFile.projectRoot();
        return SourceFile.all().stream()
                .filter(SourceFile::isMain)
                .map(SourceFile::path)
                .filter(path -> exported.stream()
                        .anyMatch(folder -> path.getParent().toString().endsWith(folder)))
                .filter(path -> !path.endsWith("package-info.java"))
                .map(root::resolve)
                .toList();
    }

    /** {@return the types, nested ones included} */
    static List<Class<?>> all() {
        return files().stream()
                .<Class<?>>map(ExportedTypes::type)
                .flatMap(ExportedTypes::withNested)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .toList();
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                ? Stream.concat(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredClasses()).flatMap(ExportedTypes::withNested))
                : Stream.empty();
    }

    private static Class<?> type(Path file) {
        String path = file.toString();
        String name = path.substring(path.indexOf("/java/") + "/java/".length(), path.length() - ".java".length());
        try {
            return Class.forName(name.replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
