/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.worktree.sandbox.Mount.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files and settings of build tools' caches. Each tool is told, in its own words, that there is no network. */
final class CachePlaces {
    private CachePlaces() {}

    /** Lists what of a cache exists, to be shown read-only in the private home around it. */
    static List<Mount> of(CacheKind cache, List<Path> homes) {
        List<String> places = switch (cache) {
            case MAVEN -> List.of(".m2/repository", ".m2/wrapper/dists");
            case NPM -> List.of(".npm/_cacache/content-v2", ".npm/_cacache/index-v5");
            case CARGO ->
                List.of(".cargo/registry/index", ".cargo/registry/cache", ".cargo/registry/src", ".cargo/git/db");
        };
        return homes.stream()
                .flatMap(home -> places.stream().map(home::resolve))
                .flatMap(place -> HostEnvironment.real(place.toString()).stream()
                        .map(source -> new Mount(source, place, View.READ_ONLY)))
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
        };
    }

    /** Read by Maven 3.9 and newer, which can look through a second repository; see its "chained" local repository. */
    private static String mavenArguments(Path folder) {
        return "--offline -Dmaven.repo.local=" + folder.resolve("private") + " -Dmaven.repo.local.tail="
                + folder.resolve("repository") + " -Dmaven.repo.local.tail.ignoreAvailability=true";
    }
}
