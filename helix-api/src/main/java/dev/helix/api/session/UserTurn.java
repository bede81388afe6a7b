/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.message.UserMessage;
import java.util.Optional;

/** One message of the user to a session, with the model that is to answer it. Immutable. */
public final class UserTurn extends NamedParts {
    private static final int MAX_REQUEST_ID = 200;

    private final UserMessage message;
    private final Optional<String> model;
    private final Optional<String> requestId;

    private UserTurn(UserMessage message, Optional<String> model, Optional<String> requestId) {
        super("message, model, requestId", message, model, requestId);
        this.message = message;
        this.model = model;
        this.requestId = requestId;
    }

    /** Creates a turn of the user's plain text, answered by the session's model. */
    public static UserTurn text(String text) {
        return of(UserMessage.of(text));
    }

    /** Creates a turn of any user message, answered by the session's model. */
    public static UserTurn of(UserMessage message) {
        return new UserTurn(message, Optional.empty(), Optional.empty());
    }

    /**
     * Names the model that is to answer this turn and the following ones.
     *
     * @param model {@code provider:model}, or a bare name; a name that means nothing is refused when the turn is
     *     submitted
     */
    public UserTurn with(String model) {
        return new UserTurn(message, Optional.of(requireNonNull(model, "model")), requestId);
    }

    /**
     * Names the turn, so that sending it again does not say it twice.
     *
     * @param id a name that no other turn of the session has, 1 to 200 characters, not blank
     * @throws IllegalArgumentException if the id is blank or too long
     */
    public UserTurn requestId(String id) {
        if (requireNonNull(id, "id").isBlank() || id.length() > MAX_REQUEST_ID) {
            throw new IllegalArgumentException("a request id has 1 to " + MAX_REQUEST_ID
                    + " characters and is not blank; this one has " + id.length());
        }
        return new UserTurn(message, model, Optional.of(id));
    }

    /** {@return what the user says} */
    public UserMessage message() {
        return message;
    }

    /** {@return the model the turn names, empty when the session's current model is to answer} */
    public Optional<String> model() {
        return model;
    }

    /** {@return the turn's name among those of its session, empty for a turn that is never sent again} */
    public Optional<String> requestId() {
        return requestId;
    }
}
