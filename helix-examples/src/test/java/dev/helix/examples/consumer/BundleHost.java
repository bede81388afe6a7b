/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.consumer;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OSGi framework in a JVM of its own, whose bundles are the packaged jars, what they need, and a host. */
final class BundleHost {
    private static final Path OSGI = Path.of("target/osgi");
    private static final String FRAMEWORK = "org.apache.felix.main.jar";
    private static final String ACTIVATOR = "consumer/Activator.class";

    private final Path folder;
    private final Path bundles;

    private BundleHost(Path folder) throws IOException {
        this.folder = folder;
        this.bundles = Files.createDirectories(folder.resolve("bundles"));
    }

    static BundleHost of(ConsumerProject stranger, Path folder) throws IOException {
        BundleHost host = new BundleHost(folder);
        host.addAll(OSGI);
        host.addAll(stranger.lib("bundle-host"));
        host.addHost(stranger.classes("bundle-host").resolve(ACTIVATOR));
        return host;
    }

    Launch launch() throws IOException, InterruptedException {
        return Launch.java(
                folder,
                "-Dfelix.auto.deploy.dir=" + bundles,
                "-Dfelix.auto.deploy.action=install,start",
                "-Dorg.osgi.framework.storage=" + folder.resolve("bundle-cache"),
                "-Dfelix.config.properties="
                        + Files.createFile(folder.resolve("felix.properties")).toUri(),
                "-jar",
                OSGI.resolve(FRAMEWORK).toAbsolutePath().toString());
    }

    /** {@return what the modules export, to everybody or by name, in the words of the bundle that prints its own} */
    List<String> exportsOfModules() {
        return ModuleFinder.of(bundles).findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("dev.helix."))
                .flatMap(module -> module.descriptor().exports().stream().map(exported -> line(module, exported)))
                .toList();
    }

    private static String line(ModuleReference module, ModuleDescriptor.Exports exported) {
        String file = Path.of(module.location().orElseThrow()).getFileName().toString();
        String bundle = file.replaceFirst("-\\d.*", "");
        return bundle + (exported.isQualified() ? " lends " : " exports ") + exported.source();
    }

    private void addAll(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.filter(file -> !file.endsWith(FRAMEWORK)).toList()) {
                Files.copy(jar, bundles.resolve(jar.getFileName()));
            }
        }
    }

    /** Lays out a bundle that imports every package the library exports to hosts, as a bundle's build tool would. */
    private void addHost(Path activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "host");
        headers.putValue("Bundle-Activator", "consumer.Activator");
        headers.putValue("Import-Package", imports());
        try (OutputStream file = Files.newOutputStream(bundles.resolve("z-host.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new JarEntry(ACTIVATOR));
            Files.copy(activator, jar);
        }
    }

    private String imports() {
        String framework = "org.osgi.framework,org.osgi.framework.namespace,org.osgi.framework.wiring";
        return exportsOfModules().stream()
                .filter(line -> line.contains(" exports "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(",", framework + ",", ""));
    }
}
