/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.NamedParts;
import dev.helix.api.scope.PathRules;
import java.nio.file.Path;
import java.util.List;

/** The part of a request that is about one repository. Immutable; made by {@link TaskRequest.Builder}. */
public final class RepositoryRequest extends NamedParts {
    private final Path directory;
    private final PathRules scope;
    private final List<List<String>> verification;

    RepositoryRequest(Path directory, PathRules scope, List<List<String>> verification) {
        super("directory, scope, verification", directory, scope, verification);
        this.directory = directory;
        this.scope = scope;
        this.verification = List.copyOf(verification);
    }

    /** {@return a directory inside the repository's checkout} */
    public Path directory() {
        return directory;
    }

    /** {@return the path rules the host states, {@link PathRules#EVERYTHING} when it states none} */
    public PathRules scope() {
        return scope;
    }

    /** {@return the commands that prove the work, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }
}
