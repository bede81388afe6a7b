/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The paths where programs keep keys, tokens and passwords below a user's home. */
final class CredentialPaths {
    private static final List<String> KNOWN = List.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".netrc",
            ".pgpass",
            ".npmrc",
            ".pypirc",
            ".git-credentials",
            ".password-store",
            ".vault-token",
            ".docker/config.json",
            ".m2/settings-security.xml",
            ".cargo/credentials",
            ".cargo/credentials.toml",
            ".gem/credentials",
            ".terraform.d/credentials.tfrc.json",
            ".config/gcloud",
            ".config/gh",
            ".config/git/credentials",
            ".config/op",
            ".config/containers/auth.json",
            ".config/google-chrome",
            ".config/chromium",
            ".local/share/keyrings",
            ".mozilla",
            ".bash_history");

    private CredentialPaths() {}

    /** Lists those that exist, as real paths: hiding a link would leave its target open. */
    static Stream<Path> existing(List<Path> homes) {
        return below(homes).flatMap(CredentialPaths::real);
    }

    /** Lists those that exist by now below a directory that is shown. */
    static Stream<Path> within(List<Path> homes, List<Path> shown) {
        return below(homes)
                .filter(place -> shown.stream().anyMatch(place::startsWith))
                .flatMap(CredentialPaths::real);
    }

    private static Stream<Path> below(List<Path> homes) {
        return homes.stream().flatMap(home -> KNOWN.stream().map(home::resolve));
    }

    private static Stream<Path> real(Path place) {
        try {
            return Files.exists(place) ? Stream.of(place.toRealPath()) : Stream.empty();
        } catch (IOException unreadable) {
            // What this user cannot resolve, a command of the same user cannot read either.
            return Stream.empty();
        }
    }
}
