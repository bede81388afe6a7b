/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Message;
import dev.helix.api.projection.TargetProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A validator that tells whether a model will accept a history. Immutable and thread-safe.
 *
 * <p>It was written from what providers refuse, and shares nothing with {@link HistoryProjector}, so that each shows
 * the other's mistakes.
 */
public final class HistoryValidator {
    private final TargetProfile profile;

    /** Creates a validator for what a model accepts. */
    public HistoryValidator(TargetProfile profile) {
        this.profile = requireNonNull(profile, "profile");
    }

    /**
     * Checks a history.
     *
     * @param history the messages as they will be sent, oldest first, standing instructions in front
     * @return every breach of a rule, in no particular order; empty when the model accepts the history
     */
    public List<Violation> violations(List<? extends Message> history) {
        List<Violation> found = new ArrayList<>();
        List<Message> messages = List.copyOf(requireNonNull(history, "history"));
        new PairingRules(profile, found).check(messages);
        new ContentRules(profile, found).check(messages);
        new OrderRules(profile, found).check(messages);
        new ServerCallRules(profile, found).check(messages);
        return found;
    }
}
