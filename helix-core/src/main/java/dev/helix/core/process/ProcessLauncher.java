/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A launcher that starts processes from one thread that lives as long as the runner.
 *
 * <p>PR_SET_PDEATHSIG, which bubblewrap's {@code --die-with-parent} uses, fires when the <em>thread</em> that forked
 * ends, see prctl(2). Started from a pool thread or from the carrier of a virtual thread, a child would die at random.
 * Thread-safe.
 */
final class ProcessLauncher implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread launcher = new Thread(work, "helix-process-launcher");
        launcher.setDaemon(true);
        return launcher;
    });

    /** Starts a process; standard input is the null device unless {@code withInput}. */
    ChildProcess.Started start(ProcessSpec spec, boolean withInput) {
        String marker = UUID.randomUUID().toString();
        ProcessBuilder builder = prepare(spec, withInput);
        builder.environment().put(ProcessRunner.MARKER, marker);
        Process process = onLauncherThread(builder, spec);
        boolean ownSession = spec.ownSession() && Platform.SETSID.isPresent();
        return new ChildProcess.Started(
                process, new ProcessTree(process.toHandle(), ownSession, ProcessRunner.MARKER + "=" + marker));
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static ProcessBuilder prepare(ProcessSpec spec, boolean withInput) {
        Map<String, String> environment = CleanEnvironment.with(System.getenv(), spec.environment());
        ProcessBuilder builder = new ProcessBuilder(commandLine(spec, environment));
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(spec.mergeErrors());
        if (!withInput) {
            builder.redirectInput(Redirect.from(new File(Platform.WINDOWS ? "NUL" : "/dev/null")));
        }
        return builder;
    }

    private static List<String> commandLine(ProcessSpec spec, Map<String, String> environment) {
        String wanted = spec.argv().get(0);
        if (!Files.isDirectory(spec.directory())) {
            throw new ProcessStartException(
                    "cannot run " + wanted + " in " + spec.directory()
                            + ": there is no such directory; create it first",
                    null);
        }
        String program = ProgramLookup.find(wanted, spec.directory(), environment)
                .orElseThrow(() -> new ProcessStartException(
                        "cannot run " + wanted + ": no such executable file in PATH " + environment.get("PATH")
                                + "; install it or name it by its full path",
                        null));
        List<String> line = new ArrayList<>();
        if (spec.ownSession()) {
            // No terminal to prompt on, no signals from the host's terminal, one id for the tree.
            Platform.SETSID.ifPresent(line::add);
        }
        line.add(program);
        line.addAll(spec.argv().subList(1, spec.argv().size()));
        return line;
    }

    private Process onLauncherThread(ProcessBuilder builder, ProcessSpec spec) {
        String wanted = spec.argv().get(0);
        CompletableFuture<Process> starting = new CompletableFuture<>();
        try {
            thread.execute(() -> startInto(starting, builder));
            return Uninterruptibly.await(starting::get);
        } catch (RejectedExecutionException closed) {
            throw new ProcessStartException(
                    "cannot run " + wanted + ": the process runner is closed; use one that is open", closed);
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ProcessStartException(
                    "cannot run " + wanted + ": " + reason.getMessage() + "; check the program and its arguments",
                    reason);
        }
    }

    private static void startInto(CompletableFuture<Process> starting, ProcessBuilder builder) {
        try {
            starting.complete(builder.start());
        } catch (IOException | RuntimeException e) {
            starting.completeExceptionally(e);
        }
    }
}
