/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that use the packaged jars in a project that knows nothing of this build, as a host would. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConsumerIT {

    private static final int MOST_FOREIGN_JARS = 6;
    private static final long MOST_BYTES = 4_000_000;
    private static final String SEPARATOR = File.pathSeparator;

    @TempDir
    private static Path folder;

    private static ConsumerProject stranger;

    @BeforeAll
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    static void build() throws IOException, InterruptedException {
        stranger = ConsumerProject.builtIn(folder);
    }

    @Test
    void runsOnTheClassPath() throws IOException, InterruptedException {
        String classPath = stranger.classes("class-path-host") + SEPARATOR + stranger.lib("class-path-host") + "/*";

        Launch host = Launch.java(folder, "-cp", classPath, "consumer.Host", home());

        assertThat(host.succeeded().output()).contains("It is 5.", "code provider-unknown");
    }

    @Test
    void runsOnTheModulePath() throws IOException, InterruptedException {
        String modulePath = stranger.classes("module-path-host") + SEPARATOR + stranger.lib("module-path-host");

        Launch host = Launch.java(folder, "--module-path", modulePath, "--module", "consumer/consumer.Host", home());

        assertThat(host.succeeded().output()).contains("It is 5.", "code provider-unknown");
    }

    @Test
    void noPackageIsSplit() throws IOException, InterruptedException {
        String lib = stranger.lib("class-path-host").toString();

        Launch.java(folder, "--module-path", lib, "--validate-modules").succeeded();
    }

    @Test
    void allModulesResolveTogether() throws IOException, InterruptedException {
        String modulePath = stranger.classes("module-path-host") + SEPARATOR + stranger.lib("class-path-host");
        String optional = "dev.helix.worktree,dev.helix.vm,dev.helix.llm";

        Launch host = Launch.java(
                folder,
                "--module-path",
                modulePath,
                "--add-modules",
                optional,
                "--module",
                "consumer/consumer.Host",
                home());

        host.succeeded();
    }

    @Test
    void apiAndCoreStayLight() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(stranger.lib("module-path-host"))) {
            jars = files.filter(jar -> !jar.getFileName().toString().startsWith("helix-testkit"))
                    .toList();
        }

        long bytes = jars.stream().mapToLong(ConsumerIT::size).sum();
        List<Path> foreign = jars.stream().filter(jar -> !isOurs(jar)).toList();

        System.out.printf(
                "api + core: %d third-party jars, %,d bytes in %d jars%n", foreign.size(), bytes, jars.size());
        assertThat(jars).hasSize(foreign.size() + 2);
        assertThat(foreign).hasSizeLessThanOrEqualTo(MOST_FOREIGN_JARS);
        assertThat(bytes).as("bytes of %s", jars).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void runsInAnImageThatJlinkMade() throws IOException, InterruptedException {
        String modulePath = stranger.classes("image-host") + SEPARATOR + stranger.lib("image-host");
        Path image = folder.resolve("image");
        Launch.tool(folder, "jlink", "--module-path", modulePath, "--add-modules", "consumer.image", "--output", image)
                .succeeded();

        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello from afar."))) {
            Launch host = Launch.of(
                    folder,
                    List.of(
                            image.resolve("bin/java").toString(),
                            "--module",
                            "consumer.image/consumer.Host",
                            home(),
                            server.baseUrl().toString()));

            assertThat(host.succeeded().output()).contains("Hello from afar.");
        }
    }

    @Test
    void runsAsABundleOfAnOsgiFramework() throws IOException, InterruptedException {
        BundleHost host = BundleHost.of(stranger, folder);

        Launch launch = host.launch();

        assertThat(launch.succeeded().output()).contains("It is 5.");
        assertThat(launch.output().lines().filter(line -> line.startsWith("helix-")))
                .as("packages that the bundles export to hosts and lend to their siblings")
                .containsExactlyInAnyOrderElementsOf(host.exportsOfModules());
    }

    private static String home() throws IOException {
        return Files.createTempDirectory(folder, "home").toString();
    }

    private static boolean isOurs(Path jar) {
        return jar.getFileName().toString().startsWith("helix-");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
