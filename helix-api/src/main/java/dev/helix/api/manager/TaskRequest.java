/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.PathRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The description of a task for the Manager. Immutable; each method returns a changed copy. */
public final class TaskRequest {
    private final String text;
    private final Optional<Path> repository;
    private final List<List<String>> verification;
    private final PathRules extraPaths;
    private final Optional<ModelId> model;

    private TaskRequest(
            String text,
            Optional<Path> repository,
            List<List<String>> verification,
            PathRules extraPaths,
            Optional<ModelId> model) {
        this.text = text;
        this.repository = repository;
        this.verification = List.copyOf(verification);
        this.extraPaths = extraPaths;
        this.model = model;
    }

    /**
     * Makes a request of the user's words, which are kept exactly as they are.
     *
     * <p>Sentences like {@code Only touch src/auth/ and docs/auth.md.} and {@code Do not touch src/billing/.} are read
     * as path rules; {@link ManagedTask#baseline()} shows how. A host that needs certainty adds {@link #scope}.
     *
     * @param text what is to be done, not blank
     * @return the request, still without a repository
     * @throws InvalidRequestException if the text is blank
     */
    public static TaskRequest of(String text) {
        if (text.isBlank()) {
            throw new InvalidRequestException("a task needs words: the text was blank");
        }
        return new TaskRequest(text, Optional.empty(), List.of(), PathRules.EVERYTHING, Optional.empty());
    }

    /**
     * Says where the work is to be done.
     *
     * @param directory any directory inside the repository's checkout
     * @return the changed request
     */
    public TaskRequest in(Path directory) {
        return new TaskRequest(text, Optional.of(directory), verification, extraPaths, model);
    }

    /**
     * Adds a command that proves the work when it succeeds on the merged tree; at least one is needed.
     *
     * @param argv program and arguments
     * @return the changed request
     * @throws InvalidRequestException if there is no program
     */
    public TaskRequest verifyWith(String... argv) {
        if (argv.length == 0 || argv[0].isBlank()) {
            throw new InvalidRequestException("verifyWith needs a program, for example verifyWith(\"mvn\", \"test\")");
        }
        List<List<String>> more = new ArrayList<>(verification);
        more.add(List.of(argv));
        return new TaskRequest(text, repository, more, extraPaths, model);
    }

    /**
     * Adds path rules to those read from the text.
     *
     * @param rules further allow and deny rules
     * @return the changed request
     */
    public TaskRequest scope(PathRules rules) {
        return new TaskRequest(text, repository, verification, rules, model);
    }

    /**
     * Names the model of the Execution Agent.
     *
     * @param id {@code provider:model}
     * @return the changed request
     * @throws IllegalArgumentException if the text is no model id
     */
    public TaskRequest model(String id) {
        return new TaskRequest(text, repository, verification, extraPaths, Optional.of(ModelId.parse(id)));
    }

    /** {@return the user's words, exactly as given} */
    public String text() {
        return text;
    }

    /** {@return where the work is to be done, empty until {@link #in} was called} */
    public Optional<Path> repository() {
        return repository;
    }

    /** {@return the commands that prove the work, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }

    /** {@return the rules the host added, {@link PathRules#EVERYTHING} when it added none} */
    public PathRules extraPaths() {
        return extraPaths;
    }

    /** {@return the model of the Execution Agent, empty for the default model} */
    public Optional<ModelId> model() {
        return model;
    }
}
