/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A throw-away copy of {@code src/it/consumer}, built by the Maven that builds Helix.
 *
 * <p>It resolves Helix from a repository laid out here from the jars just packaged, and everything else from the
 * local repository of the surrounding build, read as if it were a remote one. Its own local repository starts empty,
 * so nothing an earlier build installed can help it, and no network is needed.
 */
final class ConsumerProject {

    private static final List<String> PUBLISHED = List.of(
            "helix-api", "helix-core", "helix-core/helix-testkit", "helix-worktree", "helix-vm", "helix-llm-adapters");

    private final Path project;
    private final Path published;

    private ConsumerProject(Path folder) {
        project = folder.resolve("project");
        published = folder.resolve("published");
    }

    static ConsumerProject builtIn(Path folder) throws IOException, InterruptedException {
        ConsumerProject stranger = new ConsumerProject(folder);
        copyTree(Path.of("src/it/consumer"), stranger.project);
        stranger.publishHelix();
        Path settings = Files.writeString(folder.resolve("settings.xml"), stranger.settings(folder));
        Launch.of(stranger.project, stranger.mavenCommand(settings)).succeeded();
        return stranger;
    }

    Path classes(String host) {
        return project.resolve(host).resolve("target/classes");
    }

    Path lib(String host) {
        return project.resolve(host).resolve("target/lib");
    }

    private void publishHelix() throws IOException {
        publish("helix", Path.of("../pom.xml"), "pom");
        publish("helix-bom", Path.of("../helix-api/helix-bom/pom.xml"), "pom");
        for (String folder : PUBLISHED) {
            Path module = Path.of("..", folder);
            String artifact = module.getFileName().toString();
            publish(artifact, module.resolve("pom.xml"), "pom");
            publish(artifact, module.resolve("target").resolve(fileName(artifact, "jar")), "jar");
        }
    }

    private void publish(String artifact, Path file, String extension) throws IOException {
        Path folder = published.resolve("dev/helix").resolve(artifact).resolve(version());
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(fileName(artifact, extension)));
    }

    private String settings(Path folder) {
        return """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>warm</id><mirrorOf>external:*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>published</id>
                      <repositories>
                        <repository>
                          <id>published</id>
                          <url>%s</url>
                          <snapshots><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></snapshots>
                        </repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        folder.resolve("local"),
                        Path.of(System.getProperty("helix.localRepository")).toUri(),
                        published.toUri());
    }

    private List<String> mavenCommand(Path settings) {
        return List.of(
                Path.of(System.getProperty("helix.mavenHome"), "bin", "mvn").toString(),
                "--batch-mode",
                "--global-settings=" + settings,
                "--settings=" + settings,
                "-Dhelix.version=" + version(),
                "-Dcompiler-plugin.version=" + System.getProperty("helix.compilerPlugin"),
                "-Ddependency-plugin.version=" + System.getProperty("helix.dependencyPlugin"),
                "-Dfelix.version=" + System.getProperty("helix.felix"),
                "-Dslf4j.version=" + System.getProperty("helix.slf4j"),
                "-Dresources-plugin.version=" + System.getProperty("helix.resourcesPlugin"),
                "compile");
    }

    private static String fileName(String artifact, String extension) {
        return "%s-%s.%s".formatted(artifact, version(), extension);
    }

    private static String version() {
        return System.getProperty("helix.version");
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
