/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Tests that load the library the way a plugin host does, close it with work in flight, and look for what stays
 * behind.
 */
@Isolated("it looks at all threads of the JVM")
class EmbeddingTest {
    /** More collections than any collector needs to clear a weak reference to what nothing holds. */
    private static final int COLLECTIONS = 50;

    @TempDir
    private Path directory;

    @Test
    void aClosedLibraryLeavesNeitherThreadNorClassBehind() throws Exception {
        WeakReference<ClassLoader> loader = runAndForget();

        assertThat(threadsOfOurs()).isEmpty();
        for (int i = 0; i < COLLECTIONS && !loader.refersTo(null); i++) {
            System.gc();
        }
        assertThat(loader.refersTo(null)).as("the class loader was collected").isTrue();
    }

    /** Lists the library's threads in this JVM that do not end; those that are about to are waited for. */
    private static List<String> threadsOfOurs() throws InterruptedException {
        List<String> staying = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("helix-")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                if (thread.isAlive()) {
                    staying.add(thread.getName());
                }
            }
        }
        return staying;
    }

    @Test
    void theContextClassLoaderIsNotAsked() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                throw new AssertionError("the context class loader was asked for " + name);
            }

            @Override
            protected URL findResource(String name) {
                throw new AssertionError("the context class loader was asked for " + name);
            }
        });
        try {
            runAndForget();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private WeakReference<ClassLoader> runAndForget() throws Exception {
        try (URLClassLoader loader = new URLClassLoader("plugin", classPath(), ClassLoader.getPlatformClassLoader())) {
            Object host = loader.loadClass(EmbeddedHost.class.getName())
                    .getConstructor(Path.class)
                    .newInstance(directory);
            assertThat(((Callable<?>) host).call()).isEqualTo("listed");
            return new WeakReference<>(loader);
        }
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(url(entry));
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toAbsolutePath().toUri().toURL();
    }
}
