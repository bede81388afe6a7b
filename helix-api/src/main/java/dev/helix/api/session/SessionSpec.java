/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.ModelId;
import dev.helix.api.tool.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The description of a session to be created. Immutable; each method returns a changed copy. */
public final class SessionSpec {
    private final Path directory;
    private final Optional<ModelId> model;
    private final List<Tool> tools;
    private final List<List<String>> verification;
    private final Optional<SessionListener> listener;

    private SessionSpec(
            Path directory,
            Optional<ModelId> model,
            List<Tool> tools,
            List<List<String>> verification,
            Optional<SessionListener> listener) {
        this.directory = directory;
        this.model = model;
        this.tools = List.copyOf(tools);
        this.verification = List.copyOf(verification);
        this.listener = listener;
    }

    /**
     * Describes a session that works in a directory.
     *
     * @param directory an existing directory, usually inside a git checkout
     * @return the description, with the default model, no extra tools and no verification
     */
    public static SessionSpec in(Path directory) {
        return new SessionSpec(directory, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /**
     * Names the model of the first turn.
     *
     * @param id {@code provider:model}
     * @return the changed description
     * @throws IllegalArgumentException if the text is no model id
     */
    public SessionSpec model(String id) {
        return new SessionSpec(directory, Optional.of(ModelId.parse(id)), tools, verification, listener);
    }

    /**
     * Adds a tool of the host's own.
     *
     * @param tool the tool; its name must differ from those of the built-in tools
     * @return the changed description
     */
    public SessionSpec tool(Tool tool) {
        List<Tool> more = new ArrayList<>(tools);
        more.add(tool);
        return new SessionSpec(directory, model, more, verification, listener);
    }

    /**
     * Adds a command that must succeed on the merged tree before a delivery lands.
     *
     * @param argv program and arguments
     * @return the changed description
     * @throws InvalidRequestException if there is no program
     */
    public SessionSpec verifyWith(String... argv) {
        if (argv.length == 0 || argv[0].isBlank()) {
            throw new InvalidRequestException("verifyWith needs a program, for example verifyWith(\"mvn\", \"test\")");
        }
        List<List<String>> more = new ArrayList<>(verification);
        more.add(List.of(argv));
        return new SessionSpec(directory, model, tools, more, listener);
    }

    /**
     * Sets the listener that hears the session from its first event on.
     *
     * @param hearer who wants to hear
     * @return the changed description
     */
    public SessionSpec listener(SessionListener hearer) {
        return new SessionSpec(directory, model, tools, verification, Optional.of(hearer));
    }

    /** {@return where the session works} */
    public Path directory() {
        return directory;
    }

    /** {@return the model of the first turn, empty for the default model} */
    public Optional<ModelId> model() {
        return model;
    }

    /** {@return the host's own tools, in the order they were added} */
    public List<Tool> tools() {
        return tools;
    }

    /** {@return the verification commands, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }

    /** {@return the first listener, empty when none was set} */
    public Optional<SessionListener> listener() {
        return listener;
    }
}
