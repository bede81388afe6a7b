/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** A program that loads {@link PluginHost} with a throw-away class loader, runs it, and prints what stays behind. */
public final class UnloadingProgram {
    /** More collections than any collector needs to clear a weak reference to what nothing holds. */
    private static final int COLLECTIONS = 150;

    /** Between two collections, threads that are about to end get this long. OkHttp's end after an idle minute. */
    private static final long JOIN_MILLIS = 500;

    private static final int MOST_LINES = 20;

    private static final Pattern PLUGIN =
            Pattern.compile(" (dev\\.helix|com\\.fasterxml|org\\.eclipse\\.jgit|okhttp3|okio|kotlin|org\\.slf4j)\\.");

    /** What Java 21 and later start to run virtual threads. */
    private static final List<String> OF_THE_JVM = List.of("VirtualThread-", "ForkJoinPool-");

    private static final Set<Thread> BEFORE = Thread.getAllStackTraces().keySet();

    private UnloadingProgram() {}

    /**
     * Runs the program.
     *
     * @param arguments the class path of the plugin, then the arguments of its constructor
     */
    public static void main(String[] arguments) throws Exception {
        WeakReference<ClassLoader> loader = runAndForget(arguments);
        for (int i = 0; i < COLLECTIONS && !loader.refersTo(null); i++) {
            System.gc();
            for (Thread thread : newThreads()) {
                thread.join(JOIN_MILLIS);
            }
        }
        System.out.println("class loader: " + (loader.refersTo(null) ? "collected" : "held"));
        if (!loader.refersTo(null)) {
            newThreads().forEach(thread -> System.out.println("thread: " + thread.getName()));
            dumpHeap();
        }
        instances().stream().limit(MOST_LINES).forEach(line -> System.out.println("instances: " + line));
    }

    /** Writes the heap to the file named by the property {@code helix.heapDump}, for whoever looks for what holds it. */
    private static void dumpHeap() throws IOException {
        String file = System.getProperty("helix.heapDump");
        if (file != null) {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
        }
    }

    private static WeakReference<ClassLoader> runAndForget(String[] arguments) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : arguments[0].split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader("plugin", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object host = loader.loadClass("dev.helix.examples.acceptance.PluginHost")
                    .getConstructor(String.class, String.class, String.class, String.class)
                    .newInstance(arguments[1], arguments[2], arguments[3], arguments[4]);
            System.out.println("host: " + ((Callable<?>) host).call());
            return new WeakReference<>(loader);
        }
    }

    private static List<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !BEFORE.contains(thread))
                .filter(thread -> OF_THE_JVM.stream().noneMatch(thread.getName()::startsWith))
                .toList();
    }

    /** Walks the heap and lists the classes of the library, and of what it brings, that have instances. */
    private static List<String> instances() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .filter(line -> PLUGIN.matcher(line).find())
                .filter(line -> !line.contains(UnloadingProgram.class.getName()))
                .toList();
    }
}
