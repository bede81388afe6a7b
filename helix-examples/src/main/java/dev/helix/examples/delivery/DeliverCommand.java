/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Runs the command line once and says how it went. */
final class DeliverCommand {
    private final Terminal terminal;

    DeliverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    ExitStatus run(String... args) {
        PrintStream err = terminal.err();
        try {
            Options options = CommandLine.read(args);
            if (options.help()) {
                terminal.out().println(HelpText.TEXT);
                return ExitStatus.DELIVERED;
            }
            options.report().ifPresent(ReportFile::requireWritable);
            return new DeliveryRun(terminal, options).run();
        } catch (UsageException wrong) {
            err.println("deliver: " + Words.harmless(String.valueOf(wrong.getMessage())));
            err.println("deliver --help says what is possible");
            return ExitStatus.USAGE;
        } catch (HelixException refused) {
            err.println("refused (" + refused.code() + "): " + Words.harmless(String.valueOf(refused.getMessage())));
            return ExitStatus.REFUSED;
        } catch (IOException | UncheckedIOException failure) {
            err.println("deliver failed: " + Words.harmless(String.valueOf(failure)));
            return ExitStatus.FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            err.println("deliver was interrupted");
            return ExitStatus.FAILED;
        }
    }
}
