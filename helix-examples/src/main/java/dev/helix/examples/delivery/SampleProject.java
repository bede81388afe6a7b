/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.examples.delivery.Options.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A small but real Java project, laid out as a git repository, and the task that is waiting in it. */
final class SampleProject {
    static final String TASK = """
            Three parts of the corner shop are unfinished. They are independent of each other.

            1. Pricing: Discount accepts any percentage. Refuse anything outside 0 to 100, and round half a cent up.
            2. Stock: Stock.take sells what is not there. Refuse that, saying how many are wanted and how many there are.
            3. Receipt: print prices in a column, then the total and the VAT inside it.

            Cover each part with checks, and all three together with the check of a whole sale.
            Only touch src/shop/pricing/, src/shop/stock/, src/shop/receipt/ and checks/. Do not touch src/shop/tax/.
            """;

    /** Commands that anybody can repeat with a JDK and without a network. */
    static final List<List<String>> VERIFICATION = List.of(
            List.of(
                    "javac",
                    "-Xlint:all",
                    "-Werror",
                    "-d",
                    "out",
                    "--source-path",
                    "src:checks",
                    "checks/AllChecks.java"),
            List.of("java", "-cp", "out", "AllChecks"));

    private static final List<String> FILES = List.of(
            "README.md",
            "checks/AllChecks.java",
            "checks/PricingChecks.java",
            "checks/ReceiptChecks.java",
            "checks/StockChecks.java",
            "src/shop/pricing/Discount.java",
            "src/shop/receipt/Receipt.java",
            "src/shop/stock/Stock.java",
            "src/shop/tax/Vat.java");

    private SampleProject() {}

    /**
     * Lays the project out.
     *
     * @param directory where to, a new or empty directory
     * @return the checkout, with one commit on main
     * @throws UsageException if the directory holds something, or the tools the task needs are missing
     */
    static Path layOut(Path directory) throws IOException, InterruptedException {
        requireOnPath("git");
        requireOnPath("javac");
        Files.createDirectories(directory);
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new UsageException(directory + " is not empty; the sample project needs a new directory");
            }
        }
        for (String file : FILES) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, Main.resource("corner-shop/" + file));
        }
        Files.writeString(directory.resolve(".gitignore"), "out/\n");
        GitProgram git = GitProgram.isolatedIn(directory);
        git.run("init", "--quiet", "--initial-branch=main", "--template=");
        git.run("config", "user.name", "Corner Shop");
        git.run("config", "user.email", "shop@example.org");
        git.run("add", "--all");
        git.run("commit", "--quiet", "--message=Open the corner shop");
        return directory.toRealPath();
    }

    /** {@return the cassette of a model that does the task} */
    static String recordedAnswers() throws IOException {
        return Main.resource("corner-shop.cassette.json");
    }

    private static void requireOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean found = Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!found) {
            throw new UsageException(
                    "the sample project needs " + program + ", which is in none of the directories of PATH");
        }
    }
}
