/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.HelixException;
import dev.helix.api.TurnId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EarlierTurnFailedException;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Reply;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.UserTurn;
import dev.helix.api.worktree.MergeOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host's turn as its events tell it, so that whoever sends it again gets the same answer. Confined to one thread. */
final class EarlierTurn {
    private final TurnId id;
    private final SessionEvents.TurnStarted start;
    private ModelId model;
    private @Nullable UserMessage said;
    private String text = "";
    private @Nullable Usage usage;
    private SessionEvents.@Nullable TurnFailed failure;
    private @Nullable MergeOutcome delivery;

    EarlierTurn(TurnId id, SessionEvents.TurnStarted start) {
        this.id = id;
        this.start = start;
        this.model = start.model();
    }

    void apply(EventBody body) {
        if (body instanceof SessionEvents.MessageAdded added) {
            if (said == null && added.message() instanceof UserMessage user) {
                said = user;
            } else if (added.message() instanceof AssistantMessage answer) {
                text = answer.text();
            }
        } else if (body instanceof CallEvents.ModelCallStarted call) {
            model = call.model();
        } else if (body instanceof DeliveryEvents.MergeAttempted attempt) {
            delivery = attempt.outcome();
        } else if (body instanceof SessionEvents.TurnFinished finished) {
            usage = finished.usage();
        } else if (body instanceof SessionEvents.TurnFailed failed) {
            failure = failed;
        }
    }

    /** {@return whether its message became part of the conversation; if not, it may simply be sent again} */
    boolean wasSaid() {
        return said != null;
    }

    TurnId id() {
        return id;
    }

    /** {@return what the host submitted} */
    UserTurn turn() {
        UserTurn turn = UserTurn.of(said == null ? UserMessage.of("") : said);
        turn = start.named().map(turn::with).orElse(turn);
        return start.requestId().map(turn::requestId).orElse(turn);
    }

    /** {@return the reply, empty when it failed or was interrupted} */
    Optional<Reply> reply() {
        return Optional.ofNullable(usage)
                .map(spent -> Reply.builder(id, model)
                        .text(text)
                        .usage(spent)
                        .delivery(Optional.ofNullable(delivery))
                        .build());
    }

    /** {@return how it failed} */
    HelixException failure() {
        return failure == null
                ? new EarlierTurnFailedException(id, InterruptedTurns.CODE, InterruptedTurns.EXPLANATION)
                : new EarlierTurnFailedException(id, failure.code(), failure.explanation());
    }
}
