/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file system in memory that knows what a crash may take away: of everything that was not forced, each write, cut and
 * name is kept, dropped or torn, in any order, as a seed says. It can also fail one of its calls, or all from one on.
 *
 * <p>Thread-safe by its monitor. A crash ends every open file and lock.
 */
final class CrashFs implements LogFs {
    /** The machine stops; thrown by every call until {@link #restart}. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** What a call does; tells faults from each other. */
    enum Call {
        OPEN,
        CREATE,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        RENAME,
        DELETE,
        DIRECTORY
    }

    /** A decision on a call, counted from 1. */
    @FunctionalInterface
    interface Fault {
        boolean fails(long number, Call call);
    }

    private interface Change {
        byte[] apply(byte[] content, Random random);
    }

    private static final class Node {
        private byte[] now = new byte[0];
        private byte[] forced = new byte[0];
        private final List<Change> unforced = new ArrayList<>();

        private void change(Change change) {
            now = change.apply(now, null);
            unforced.add(change);
        }
    }

    /** A name and what it stands for; a renamed file has another that it gives up, at the same moment. */
    private record Naming(Path name, Optional<Node> node, Optional<Path> former) {}

    private final Map<Path, Node> names = new TreeMap<>();
    private Map<Path, Node> durableNames = new TreeMap<>();
    private final List<Naming> unforced = new ArrayList<>();
    private final Set<Path> directories = new HashSet<>();
    private final Map<Path, Object> locks = new HashMap<>();
    private long life;
    private boolean crashed;
    private long calls;
    private long crashAt = Long.MAX_VALUE;
    private Fault fault = (number, call) -> false;

    /** Stops the machine at a call from now, counted from 1. */
    synchronized void crashAt(long call) {
        crashAt = calls + call;
    }

    /** Makes calls fail, counted from 1 from now on. */
    synchronized void failing(Fault decision) {
        long before = calls;
        fault = (number, call) -> decision.fails(number - before, call);
    }

    synchronized long calls() {
        return calls;
    }

    synchronized boolean crashed() {
        return crashed;
    }

    /** Starts the machine again after a crash, with what it left. */
    synchronized void restart(Random random) {
        List<Naming> order = new ArrayList<>(unforced);
        for (Naming naming : order) {
            if (random.nextBoolean()) {
                naming(durableNames, naming);
            }
        }
        names.clear();
        names.putAll(durableNames);
        unforced.clear();
        new HashSet<>(names.values()).forEach(node -> crash(node, random));
        locks.clear();
        life++;
        crashed = false;
        crashAt = Long.MAX_VALUE;
    }

    private static void crash(Node node, Random random) {
        byte[] content = node.forced;
        List<Change> changes = new ArrayList<>(node.unforced);
        int mode = random.nextInt(4);
        if (mode == 0) {
            Collections.shuffle(changes, random);
        }
        for (Change change : changes) {
            if (mode == 1 || mode != 2 && random.nextInt(3) > 0) {
                content = change.apply(content, random.nextInt(3) == 0 ? random : null);
            }
        }
        node.now = content;
        node.forced = content;
        node.unforced.clear();
    }

    private static void naming(Map<Path, Node> names, Naming naming) {
        naming.former().ifPresent(names::remove);
        naming.node().ifPresentOrElse(node -> names.put(naming.name(), node), () -> names.remove(naming.name()));
    }

    private void call(Call call) throws IOException {
        if (crashed) {
            throw new Crash();
        }
        calls++;
        if (calls >= crashAt) {
            crashed = true;
            throw new Crash();
        }
        if (fault.fails(calls, call)) {
            throw new IOException(call == Call.FORCE ? "Input/output error" : "No space left on device");
        }
    }

    private void name(Path name, Optional<Node> node) {
        Naming naming = new Naming(name, node, Optional.empty());
        naming(names, naming);
        unforced.add(naming);
    }

    @Override
    public synchronized LogFile open(Path file) throws IOException {
        call(Call.OPEN);
        Node node = names.get(file.normalize());
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new Open(node, life);
    }

    @Override
    public synchronized LogFile create(Path file) throws IOException {
        call(Call.CREATE);
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (!directories.contains(file.getParent())) {
            throw new NoSuchFileException(file.toString());
        }
        Node node = new Node();
        name(file, Optional.of(node));
        return new Open(node, life);
    }

    @Override
    public synchronized List<String> list(Path directory) throws IOException {
        call(Call.READ);
        Set<String> found = new HashSet<>();
        names.keySet().stream()
                .filter(name -> directory.equals(name.getParent()))
                .forEach(name -> found.add(name.getFileName().toString()));
        directories.stream()
                .filter(name -> directory.equals(name.getParent()))
                .forEach(name -> found.add(name.getFileName().toString()));
        return found.stream().sorted().toList();
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        call(Call.DIRECTORY);
        for (Path path = directory; path != null; path = path.getParent()) {
            directories.add(path);
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        call(Call.RENAME);
        Node node = names.get(from);
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        Naming renaming = new Naming(to, Optional.of(node), Optional.of(from));
        naming(names, renaming);
        unforced.add(renaming);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        call(Call.DELETE);
        if (directories.contains(path)) {
            directories.remove(path);
        } else if (names.containsKey(path)) {
            name(path, Optional.empty());
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        call(Call.FORCE);
        Path wanted = directory.normalize();
        for (Naming naming : List.copyOf(unforced)) {
            if (wanted.equals(naming.name().getParent())) {
                naming(durableNames, naming);
                unforced.remove(naming);
            }
        }
    }

    @Override
    public synchronized Optional<Closeable> lock(Path file, Duration patience) throws IOException {
        call(Call.OPEN);
        Object holder = new Object();
        return locks.putIfAbsent(file, holder) == null ? Optional.of(() -> release(file, holder)) : Optional.empty();
    }

    private synchronized void release(Path file, Object holder) {
        locks.remove(file, holder);
    }

    /** {@return every file with its content} */
    synchronized Map<Path, byte[]> files() {
        Map<Path, byte[]> all = new TreeMap<>();
        names.forEach((path, node) -> all.put(path, node.now.clone()));
        return all;
    }

    /** Puts a file there, durably. */
    synchronized void put(Path file, byte[] content) {
        Node node = new Node();
        node.now = content.clone();
        node.forced = node.now;
        names.put(file, node);
        durableNames.put(file, node);
    }

    /** {@return a machine with the same files, all of them durable} */
    synchronized CrashFs copy() {
        CrashFs copy = new CrashFs();
        files().forEach(copy::put);
        copy.directories.addAll(directories);
        return copy;
    }

    private final class Open implements LogFile {
        private final Node node;
        private final long opened;

        private Open(Node node, long opened) {
            this.node = node;
            this.opened = opened;
        }

        private void use(Call call) throws IOException {
            call(call);
            if (opened != life) {
                throw new IOException("the file was open before the crash");
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (CrashFs.this) {
                use(Call.READ);
                return node.now.length;
            }
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            synchronized (CrashFs.this) {
                use(Call.READ);
                int read = (int) Math.min(length, node.now.length - position);
                if (read <= 0) {
                    return -1;
                }
                System.arraycopy(node.now, (int) position, bytes, offset, read);
                return read;
            }
        }

        @Override
        public void write(long position, byte[] bytes, int offset, int length) throws IOException {
            synchronized (CrashFs.this) {
                byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
                try {
                    use(Call.WRITE);
                } catch (IOException full) {
                    node.change(writing(position, Arrays.copyOf(written, length / 2)));
                    throw full;
                } catch (Crash crash) {
                    node.change(writing(position, written));
                    throw crash;
                }
                node.change(writing(position, written));
            }
        }

        private static Change writing(long position, byte[] written) {
            return (content, random) -> {
                int length = random == null ? written.length : random.nextInt(written.length + 1);
                boolean zeros = random != null && random.nextInt(3) == 0;
                int end = (int) position + (zeros ? written.length : length);
                byte[] result = Arrays.copyOf(content, Math.max(content.length, end));
                if (zeros) {
                    Arrays.fill(result, (int) position + length, end, (byte) 0);
                }
                System.arraycopy(written, 0, result, (int) position, length);
                return result;
            };
        }

        @Override
        public void force() throws IOException {
            synchronized (CrashFs.this) {
                use(Call.FORCE);
                node.forced = node.now;
                node.unforced.clear();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (CrashFs.this) {
                use(Call.TRUNCATE);
                node.change((content, random) -> Arrays.copyOf(content, (int) size));
            }
        }

        @Override
        public void close() {}
    }
}
