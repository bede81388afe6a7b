/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import java.util.Optional;

/** One message of the user to a session, with the model that is to answer it. Immutable. */
public final class UserTurn extends NamedParts {
    private final UserMessage message;
    private final Optional<ModelId> model;

    private UserTurn(UserMessage message, Optional<ModelId> model) {
        super("message, model", message, model);
        this.message = message;
        this.model = model;
    }

    /**
     * Creates a turn of plain text, answered by the session's model.
     *
     * @param text what the user says
     * @return the turn
     */
    public static UserTurn text(String text) {
        return of(UserMessage.of(text));
    }

    /** Creates a turn of any user message, answered by the session's model. */
    public static UserTurn of(UserMessage message) {
        return new UserTurn(message, Optional.empty());
    }

    /**
     * Names the model that is to answer this turn and the following ones.
     *
     * @param model {@code provider:model}
     * @return a turn that names the model
     * @throws IllegalArgumentException if the text is no model id
     */
    public UserTurn with(String model) {
        return new UserTurn(message, Optional.of(ModelId.parse(requireNonNull(model, "model"))));
    }

    /** {@return what the user says} */
    public UserMessage message() {
        return message;
    }

    /** {@return the model the turn names, empty when the session's current model is to answer} */
    public Optional<ModelId> model() {
        return model;
    }
}
