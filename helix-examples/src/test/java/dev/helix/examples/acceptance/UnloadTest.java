/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a JVM is rid of the library when the library is closed and its class loader dropped. */
class UnloadTest {
    /** One class of each jar and folder that the plugin consists of. */
    private static final List<String> PLUGIN = List.of(
            "dev.helix.examples.acceptance.PluginHost",
            "dev.helix.api.HelixHome",
            "dev.helix.core.Helix",
            "dev.helix.testkit.Cassette",
            "dev.helix.worktree.GitWorktrees",
            "dev.helix.llm.anthropic.AnthropicEngines",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.slf4j.Logger",
            "org.eclipse.jgit.lib.Repository",
            "org.apache.commons.codec.digest.DigestUtils",
            "com.googlecode.javaewah.EWAHCompressedBitmap",
            "okhttp3.OkHttpClient",
            "okio.Okio",
            "kotlin.Unit");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    @ValueSource(strings = {"jdk", "okhttp"})
    void closedLibraryLeavesNoClassLoaderThreadOrInstanceBehind(String transport) throws Exception {
        Scenario scenario = Scenario.in(temporary);
        String output;
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            output = run(scenario, server, transport);
        }

        assertThat(output.lines().filter(line -> !line.startsWith("SLF4J")))
                .containsExactly("host: Hello. Delivered true", "class loader: collected");
    }

    private String run(Scenario scenario, FakeAnthropic server, String transport) throws Exception {
        String classPath = PLUGIN.stream().map(UnloadTest::codeOf).collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // What only soft references hold is free to go.
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-cp",
                        codeOf(UnloadingProgram.class.getName()),
                        UnloadingProgram.class.getName(),
                        classPath,
                        scenario.repository.root().toString(),
                        scenario.home.root().toString(),
                        server.baseUrl().toString(),
                        transport)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String codeOf(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new AssertionError(type, e);
        }
    }
}
