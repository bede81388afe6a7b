/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osgi.framework.namespace.PackageNamespace.PACKAGE_NAMESPACE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Starts the packaged jars, with the jars they need, as bundles of an OSGi framework. */
class BundlesIT {
    private static final Path LIB = Path.of("target/lib");
    /** Bundles that slf4j's own bundle asks for. */
    private static final Path SERVICE_LOADER = Path.of("target/osgi");
    /** Not needed by a host that takes the JDK's HTTP client, and no bundle in the case of Kotlin. */
    private static final Set<String> OF_OKHTTP = Set.of("okhttp", "okio", "kotlin", "annotations");

    private static final Map<String, String> SETTINGS = Map.of(
            Constants.FRAMEWORK_STORAGE_CLEAN,
            Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
            "felix.bootdelegation.implicit",
            "false",
            "felix.log.level",
            "1");

    @TempDir
    private Path folder;

    private Framework framework;

    @BeforeEach
    void launch() throws BundleException {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(0);
    }

    @Test
    void aBundleThatEmbedsTheLibrarySendsATurn() throws Exception {
        List<Bundle> library = installed();
        for (Bundle bundle : library) {
            bundle.start();
        }
        Bundle host = install(hostBundle(library));

        host.start();

        ServiceReference<String> answer = host.getBundleContext().getServiceReference(String.class);
        assertThat(host.getBundleContext().getService(answer)).isEqualTo("It is 5.");
    }

    @Test
    void bundlesExportWhatTheirModulesExport() throws Exception {
        List<Bundle> ours = ours(installed()).toList();

        assertThat(ours).hasSize(5);
        for (Bundle bundle : ours) {
            Set<ModuleDescriptor.Exports> exports = moduleOf(bundle).exports();

            assertThat(packages(bundle, false))
                    .as("packages of %s for hosts", bundle)
                    .isEqualTo(sources(exports, false));
            assertThat(packages(bundle, true))
                    .as("packages of %s for siblings", bundle)
                    .isEqualTo(sources(exports, true));
        }
    }

    private static Stream<Bundle> ours(List<Bundle> bundles) {
        return bundles.stream().filter(bundle -> bundle.getSymbolicName().startsWith("helix-"));
    }

    private static Set<String> packages(Bundle bundle, boolean forSiblings) {
        return bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PACKAGE_NAMESPACE).stream()
                .filter(exported -> exported.getDirectives().containsKey("x-friends") == forSiblings)
                .map(BundleCapability::getAttributes)
                .map(attributes -> (String) attributes.get(PACKAGE_NAMESPACE))
                .collect(Collectors.toSet());
    }

    private static Set<String> sources(Set<ModuleDescriptor.Exports> exports, boolean forSiblings) {
        return exports.stream()
                .filter(exported -> exported.isQualified() == forSiblings)
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor moduleOf(Bundle bundle) {
        Path jar = Path.of(URI.create(bundle.getLocation()));
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    private List<Bundle> installed() throws IOException, BundleException {
        try (Stream<Path> jars = Stream.concat(Files.list(SERVICE_LOADER), Files.list(LIB))) {
            for (Path jar : jars.toList()) {
                if (OF_OKHTTP.stream().noneMatch(jar.getFileName().toString()::startsWith)) {
                    install(jar);
                }
            }
        }
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(bundle -> bundle.getBundleId() != 0)
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .toList();
    }

    private Bundle install(Path jar) throws BundleException {
        BundleContext context = framework.getBundleContext();
        return context.installBundle(jar.toUri().toString());
    }

    /** Lays out a bundle that imports every package the library exports to hosts, as a bundle's build tool would. */
    private Path hostBundle(List<Bundle> library) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "host");
        headers.putValue(Constants.BUNDLE_ACTIVATOR, BundledHost.class.getName());
        headers.putValue(
                Constants.IMPORT_PACKAGE,
                ours(library)
                        .flatMap(bundle -> packages(bundle, false).stream())
                        .collect(Collectors.joining(",", "org.osgi.framework,", "")));
        Path jar = folder.resolve("host.jar");
        String entry = BundledHost.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(BundledHost.class.getResourceAsStream("/" + entry).readAllBytes());
        }
        return jar;
    }
}
