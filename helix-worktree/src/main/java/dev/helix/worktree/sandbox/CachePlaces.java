/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.worktree.sandbox.Mount.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files and settings of build tools' caches. Each tool is told, in its own words, that there is no network. */
final class CachePlaces {
    private static final String GRADLE_SHARED = ".gradle/shared";
    private static final String GO_PROXY = ".cache/go-proxy";

    private CachePlaces() {}

    /** Lists what of a cache exists, to be shown read-only in the private home around it. */
    static List<Mount> of(CacheKind cache, List<Path> homes) {
        return switch (cache) {
            case MAVEN -> inPlace(homes, ".m2/repository", ".m2/wrapper/dists");
            case NPM -> inPlace(homes, ".npm/_cacache/content-v2", ".npm/_cacache/index-v5");
            case CARGO ->
                inPlace(
                        homes,
                        ".cargo/registry/index",
                        ".cargo/registry/cache",
                        ".cargo/registry/src",
                        ".cargo/git/db");
            case GRADLE -> elsewhere(homes, ".gradle/caches/modules-2", GRADLE_SHARED + "/modules-2");
            case GO -> elsewhere(homes, "go/pkg/mod/cache/download", GO_PROXY);
        };
    }

    private static List<Mount> inPlace(List<Path> homes, String... places) {
        return Stream.of(places)
                .flatMap(place -> elsewhere(homes, place, place).stream())
                .toList();
    }

    /** Shows a directory of the home at another place, because the tool's private head is made at its own. */
    private static List<Mount> elsewhere(List<Path> homes, String place, String shownAt) {
        return homes.stream()
                .flatMap(home -> HostEnvironment.real(home.resolve(place).toString()).stream()
                        .map(source -> new Mount(source, home.resolve(shownAt), View.READ_ONLY)))
                .toList();
    }

    /** {@return variables by which the tool reads the cache and writes elsewhere} */
    static Map<String, String> variables(CacheKind cache, Path home) {
        return switch (cache) {
            // Maven's launcher splits the variable at blanks.
            case MAVEN ->
                home.toString().indexOf(' ') < 0 ? Map.of("MAVEN_ARGS", mavenArguments(home.resolve(".m2"))) : Map.of();
            case NPM -> Map.of("npm_config_offline", "true", "npm_config_update_notifier", "false");
            case CARGO -> Map.of("CARGO_NET_OFFLINE", "true");
            case GRADLE ->
                Map.of("GRADLE_RO_DEP_CACHE", home.resolve(GRADLE_SHARED).toString());
            case GO ->
                Map.of(
                        "GOPROXY",
                        home.resolve(GO_PROXY).toUri().toString(),
                        "GOSUMDB",
                        "off",
                        "GOTOOLCHAIN",
                        "local",
                        "GOFLAGS",
                        "-modcacherw");
        };
    }

    /** Read by Maven 3.9 and newer, which can look through a second repository; see its "chained" local repository. */
    private static String mavenArguments(Path folder) {
        return "--offline -Dmaven.repo.local=" + folder.resolve("private") + " -Dmaven.repo.local.tail="
                + folder.resolve("repository") + " -Dmaven.repo.local.tail.ignoreAvailability=true";
    }
}
