/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that load the library and a host as named modules, where reflection reaches only what a module allows. */
class ModulePathTest {

    private static final String HOST = """
            package host;

            import dev.helix.api.tool.*;
            import dev.helix.core.tool.TypedTool;

            public final class Host {
                %s record Args(String name) {}

                public static String call(ToolArguments arguments) throws InterruptedException {
                    return TypedTool.of("greet", "Greets.", Args.class, (args, ctx) -> ToolResult.of("hi " + args.name()))
                            .call(arguments, (ToolContext) java.lang.reflect.Proxy.newProxyInstance(
                                    ToolContext.class.getClassLoader(),
                                    new Class<?>[] {ToolContext.class},
                                    (proxy, method, values) -> null))
                            .text();
                }

                public static String greet() throws InterruptedException {
                    return call(new ToolArguments() {
                        public String string(String name) { throw new UnsupportedOperationException(); }
                        public java.util.Optional<String> optionalString(String name) { return null; }
                        public java.util.Optional<Long> optionalInteger(String name) { return null; }
                        public java.util.Optional<Boolean> optionalBoolean(String name) { return null; }
                        public java.util.List<String> strings(String name) { return null; }
                        public String json() { return "{\\"name\\":\\"you\\"}"; }
                    });
                }
            }
            """;

    @TempDir
    private Path temp;

    @Test
    void aPublicRecordInAnExportedPackageNeedsNoPermission() throws Exception {
        assertThat(greet("exports host;", "public")).isEqualTo("hi you");
    }

    @Test
    void aPublicRecordInAPackageExportedToTheLibraryAloneWorks() throws Exception {
        assertThat(greet("exports host to dev.helix.core;", "public")).isEqualTo("hi you");
    }

    @Test
    void anyRecordInAnOpenedPackageWorks() throws Exception {
        assertThat(greet("exports host; opens host to dev.helix.core;", "private"))
                .isEqualTo("hi you");
    }

    @Test
    void aHiddenRecordIsRefusedWithTheLineToAdd() {
        assertThatThrownBy(() -> greet("exports host;", "private"))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseMessage(
                        "the argument record host.Host$Args cannot be reached: make it public in a package that is "
                                + "exported, at least to dev.helix.core, or write 'opens host to dev.helix.core;' in the module-info of module host");
    }

    private Object greet(String directives, String visibility) throws Exception {
        Path sources = Files.createDirectories(temp.resolve("src/host"));
        Path classes = temp.resolve("classes");
        Files.writeString(
                temp.resolve("src/module-info.java"), "module host { requires dev.helix.core; " + directives + " }");
        Files.writeString(sources.resolve("Host.java"), HOST.formatted(visibility));
        List<Path> library = library();
        compile(library, classes);

        ModuleFinder finder = ModuleFinder.of(
                Stream.concat(Stream.of(classes), library.stream()).toArray(Path[]::new));
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("host"));
        ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(boot), ClassLoader.getPlatformClassLoader());
        ModuleLayer layer = controller.layer();
        controller.addExports(
                layer.findModule("host").orElseThrow(), "host", getClass().getModule());
        return layer.findLoader("host")
                .loadClass("host.Host")
                .getMethod("greet")
                .invoke(null);
    }

    private void compile(List<Path> library, Path classes) {
        String path = String.join(
                File.pathSeparator, library.stream().map(Path::toString).toList());
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-p",
                        path,
                        "-d",
                        classes.toString(),
                        temp.resolve("src/module-info.java").toString(),
                        temp.resolve("src/host/Host.java").toString());
        assertThat(status).isZero();
    }

    /** The classes under test and what they need; the rest of the class path belongs to the tests. */
    private static List<Path> library() {
        List<Path> found = new ArrayList<>();
        List<String> wanted = List.of("jackson", "slf4j-api", "jspecify");
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean jar = wanted.stream().anyMatch(path.getFileName().toString()::startsWith);
            if (jar
                    || Files.exists(path.resolve("module-info.class"))
                    || path.toString().contains("helix-api")) {
                found.add(path);
            }
        }
        return found;
    }
}
