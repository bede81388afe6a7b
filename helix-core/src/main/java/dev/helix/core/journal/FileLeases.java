/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.api.journal.LeaseStore;
import dev.helix.core.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leases as locks on files in one directory. Thread-safe.
 *
 * <p>{@code {name}.lock} is locked as long as a lease is held; the system gives it up with the process at the latest.
 * {@code {name}.json} says who holds it. {@code LOCK} is held for the moment in which a lease is taken or given back, so
 * that nobody locks a file that is being deleted. {@code _token.json}, which no lease can be named after, has the last fencing token of all names, which is
 * durable before a lease is handed out: tokens grow for ever, whatever is deleted.
 */
final class FileLeases implements LeaseStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "_token.json";

    private final LogFs fs;
    private final Path directory;
    private final InstantSource clock;

    FileLeases(LogFs fs, Path directory, InstantSource clock) {
        this.fs = fs;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("try") // the lock is only held
    public Lease acquire(String name) {
        LeaseNames.checked(name);
        try {
            fs.createDirectories(directory);
            try (Closeable all = lockAll()) {
                Closeable lock = fs.lock(directory.resolve(name + ".lock"), Duration.ZERO)
                        .orElseThrow(() -> new LeaseHeldException(name, holder(name)));
                return granted(name, lock);
            }
        } catch (IOException e) {
            throw new JournalException(
                    "the lease " + name + " in " + directory + " cannot be taken: " + e.getMessage(), e);
        }
    }

    private Lease granted(String name, Closeable lock) throws IOException {
        try {
            long token = JsonFile.read(fs, directory, TOKEN)
                            .map(last -> last.path("last").asLong())
                            .orElse(0L)
                    + 1;
            JsonFile.write(fs, directory.resolve(TOKEN), Json.object().put("last", token));
            JsonFile.write(fs, directory.resolve(name + ".json"), holder(clock.instant()));
            return new FileLease(name, token, lock);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** {@return a description of this process} */
    static ObjectNode holder(Instant since) {
        return Json.object().put("process", ProcessHandle.current().pid()).put("since", since.toString());
    }

    private String holder(String name) {
        try {
            return JsonFile.read(fs, directory, name + ".json")
                    .map(holder -> "process " + holder.path("process").asLong() + " since "
                            + holder.path("since").asText())
                    .orElse("another process");
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    private Closeable lockAll() throws IOException {
        return fs.lock(directory.resolve("LOCK"), PATIENCE)
                .orElseThrow(() -> new IOException("its LOCK was held for " + PATIENCE.toSeconds() + " s"));
    }

    private final class FileLease implements Lease {
        private final String name;
        private final long token;
        private final Closeable lock;
        private boolean released;

        private FileLease(String name, long token, Closeable lock) {
            this.name = name;
            this.token = token;
            this.lock = lock;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public synchronized boolean held() {
            return !released;
        }

        /** A file that could not be deleted stays, unlocked. */
        @Override
        @SuppressWarnings("try") // the locks are only held
        public synchronized void close() {
            if (released) {
                return;
            }
            released = true;
            try (lock;
                    Closeable all = lockAll()) {
                fs.delete(directory.resolve(name + ".json"));
                fs.delete(directory.resolve(name + ".lock"));
            } catch (IOException e) {
                throw new JournalException("the lease " + name + " was not given back cleanly: " + e.getMessage(), e);
            }
        }
    }
}
