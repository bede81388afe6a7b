/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Small projects, built inside with the tools and caches of this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BuildsTest {
    private final ProcessRunner runner = new ProcessRunner();
    private final HostEnvironment host = HostEnvironment.current();

    private Path top;
    private Path project;
    private BubblewrapSandbox sandbox;

    @BeforeAll
    void open() throws Exception {
        top = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toRealPath(), "builds");
        sandbox = new BubblewrapSandbox(
                runner, HelixHome.at(top.resolve("home")), host, SandboxOptions.DEFAULTS, Limits.defaults());
        Required.nothingMissing(sandbox.probe());
    }

    @BeforeEach
    void makeProject(TestInfo test) throws IOException {
        project = Files.createDirectory(
                top.resolve(test.getTestMethod().orElseThrow().getName()));
    }

    @AfterAll
    void tidyUp() throws Exception {
        runner.run(ProcessSpec.in(Path.of("/"), "rm", "-rf", top.toString()).build());
        runner.close();
    }

    @Test
    void javac() throws Exception {
        require("javac");
        file(
                "src/app/Main.java",
                "package app; public class Main { public static void main(String[] a)"
                        + " { System.out.println(\"built \" + java.time.LocalDate.of(2020, 1, 1).getYear()); } }");

        assertThat(built("javac -d out src/app/Main.java && java -cp out app.Main"))
                .contains("built 2020");
    }

    @Test
    void maven() throws Exception {
        require("mvn");
        String plugins = Stream.of("maven-resources-plugin", "maven-compiler-plugin", "maven-jar-plugin")
                .map(this::plugin)
                .reduce("", String::concat);
        file(
                "pom.xml",
                "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>1</version><properties><maven.compiler.release>17</maven.compiler.release>"
                        + "<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties><build><plugins>"
                        + plugins + "</plugins></build></project>");
        file("src/main/java/App.java", "public class App { }");

        built("mvn -o -q -B compile && ls target/classes/App.class");
    }

    @Test
    void theWrappersMavenInstallsIntoAPrivateHead() throws Exception {
        Path distributions = host.homes().get(0).resolve(".m2/wrapper/dists");
        Required.nothingMissing(
                Files.isDirectory(distributions) ? Optional.empty() : Optional.of("the Maven wrapper was never used"));
        file(
                "pom.xml",
                "<project><modelVersion>4.0.0</modelVersion><groupId>helix.test.g</groupId>"
                        + "<artifactId>a</artifactId><version>1</version><packaging>pom</packaging><build><plugins>"
                        + plugin("maven-install-plugin") + "</plugins></build></project>");

        built("mvn=$(find " + distributions + " -path '*/bin/mvn' | head -1) && \"$mvn\" -q -B install"
                + " && ls ~/.m2/private/helix/test/g/a/1/a-1.pom && ! ls ~/.m2/repository/helix/test");

        assertThat(host.homes().get(0).resolve(".m2/private")).doesNotExist();
    }

    @Test
    void npm() throws Exception {
        require("npm");
        file("lib/package.json", "{\"name\": \"lib\", \"version\": \"1.0.0\", \"main\": \"index.js\"}");
        file("lib/index.js", "module.exports = 'from lib';");
        file(
                "package.json",
                "{\"name\": \"app\", \"version\": \"1.0.0\", \"dependencies\": {\"lib\": \"file:lib\"},"
                        + " \"scripts\": {\"test\": \"node test.js\"}}");
        file("test.js", "require('fs').writeFileSync('out.txt', require('lib')); console.log(require('lib'));");

        assertThat(built("npm install --no-fund --no-audit && npm test")).contains("from lib");
    }

    @Test
    void python() throws Exception {
        require("python3");
        file("app/__init__.py", "def answer():\n    return 42\n");
        file("tests/__init__.py", "");
        file(
                "tests/test_app.py",
                "import unittest, app\nclass T(unittest.TestCase):\n"
                        + "    def test_answer(self):\n        self.assertEqual(42, app.answer())\n");

        assertThat(built("python3 -m unittest discover -s tests -t . && python3 -m venv --without-pip .venv"
                        + " && .venv/bin/python -c 'import app; print(app.answer())'"))
                .contains("OK", "42");
    }

    @Test
    void cargo() throws Exception {
        require("cargo");
        file(
                "Cargo.toml",
                "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
                        + "[dependencies]\ninner = { path = \"inner\" }\n");
        file("src/main.rs", "fn main() { println!(\"{}\", inner::answer()); }");
        file("inner/Cargo.toml", "[package]\nname = \"inner\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        file("inner/src/lib.rs", "pub fn answer() -> i32 { 42 }\n#[test] fn t() { assert_eq!(answer(), 42); }");

        assertThat(built("cargo test -q -p inner && cargo run -q")).contains("42");
    }

    @Test
    void gradle() throws Exception {
        requireIfPresent("gradle");
        file("settings.gradle", "rootProject.name = 'app'\n");
        file("build.gradle", "plugins { id 'java' }\n");
        file("src/main/java/App.java", "public class App { }");

        built("gradle --offline --no-daemon -q classes && ls build/classes/java/main/App.class");
    }

    @Test
    void go() throws Exception {
        requireIfPresent("go");
        file("go.mod", "module app\n\ngo 1.18\n");
        file("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"built\", 6*7) }\n");

        assertThat(built("go vet . && go run .")).contains("built 42");
    }

    /** A tool that continuous integration does not install. */
    private void requireIfPresent(String program) {
        Assumptions.assumeTrue(installed(program), program + " is not installed");
    }

    private String built(String line) throws Exception {
        SandboxLayout layout = new SandboxLayout(project, List.of(project), List.of(), List.of(), Map.of());
        ProcessResult result = runner.run(sandbox.prepare(layout, List.of("sh", "-c", line))
                .mergeErrors()
                .timeLimit(Duration.ofSeconds(100))
                .build());
        String output = result.stdout().text();
        assertThat(result.exceeded()).isEmpty();
        assertThat(result.exitCode()).as(output).isZero();
        return output;
    }

    private void require(String program) {
        Required.nothingMissing(installed(program) ? Optional.empty() : Optional.of(program + " is not installed"));
    }

    private boolean installed(String program) {
        return host.programDirectories().stream().anyMatch(directory -> Files.isExecutable(directory.resolve(program)));
    }

    /** A version that is in the local repository, whichever this machine has. */
    private String plugin(String name) {
        Path versions = host.homes()
                .get(0)
                .resolve(".m2/repository/org/apache/maven/plugins")
                .resolve(name);
        try (Stream<Path> all = Files.list(versions)) {
            return all.filter(version -> Files.exists(version.resolve(name + "-" + version.getFileName() + ".jar")))
                    .max(Comparator.comparing(version ->
                            ModuleDescriptor.Version.parse(version.getFileName().toString())))
                    .map(version -> "<plugin><artifactId>" + name + "</artifactId><version>" + version.getFileName()
                            + "</version></plugin>")
                    .orElse("");
        } catch (IOException none) {
            return "";
        }
    }

    private void file(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
