/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Message;
import dev.helix.api.projection.ProjectionReport.Kind;
import java.util.List;

/**
 * The three passes that bring a history into canonical form: empty assistant messages are removed, consecutive user
 * messages merged, and unpaired tool calls trimmed. Immutable and thread-safe.
 *
 * <ol>
 *   <li>An assistant message without calls, reasoning or anything else but empty text is removed.
 *   <li>Of consecutive user messages, one that equals the one before is removed, different ones are joined by a line
 *       feed.
 *   <li>Where one of the last five assistant messages with calls has a call whose id no result names, the history ends
 *       before the oldest of them. This goes on until those left are paired, so that a second run changes nothing.
 * </ol>
 *
 * <p>The passes lose what users said behind an unpaired call; {@link HistoryProjector} does not, and is what makes a
 * history valid for a model. They are pure functions in time linear in the length of the history.
 */
public final class Canonicalizer {
    private static final int STANDARD_WINDOW = 5;

    private static final Canonicalizer STANDARD = new Canonicalizer(STANDARD_WINDOW);

    private final int window;

    private Canonicalizer(int window) {
        this.window = window;
    }

    /** {@return the canonicalizer that looks at the last five assistant messages with calls} */
    public static Canonicalizer standard() {
        return STANDARD;
    }

    /**
     * Creates a canonicalizer.
     *
     * @param window how many of the last assistant messages with calls are looked at, at least 1
     * @throws IllegalArgumentException if the window is below 1
     */
    public static Canonicalizer ofWindow(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, was " + window);
        }
        return new Canonicalizer(window);
    }

    /** {@return the canonical form of a history, oldest message first; the same list when it is canonical already} */
    public List<Message> canonicalize(List<Message> history) {
        return isCanonical(requireNonNull(history, "history"))
                ? history
                : explain(history).messages();
    }

    /** {@return the canonical form of a history, oldest message first, and everything that was removed} */
    public CanonicalHistory explain(List<Message> history) {
        Changes changes = new Changes();
        Draft draft = canonicalize(requireNonNull(history, "history"), changes);
        return new CanonicalHistory(draft.messages(), changes.report());
    }

    Draft canonicalize(List<Message> history, Changes changes) {
        Draft raw = Draft.of(history);
        if (isCanonical(history)) {
            return raw;
        }
        Draft merged = UserMerge.apply(withoutEmpty(raw, changes), changes);
        return UnpairedTrim.apply(merged, window, changes);
    }

    /** Looks at every message once and allocates nothing. */
    private boolean isCanonical(List<Message> history) {
        Message before = null;
        for (int i = 0; i < history.size(); i++) {
            Message message = history.get(i);
            if (EmptyAssistant.is(message) || UserMerge.areNeighbours(before, message)) {
                return false;
            }
            before = message;
        }
        return UnpairedTrim.isSettled(history, window);
    }

    private static Draft withoutEmpty(Draft draft, Changes changes) {
        Draft.Rewriter kept = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            if (EmptyAssistant.is(draft.get(i))) {
                changes.add(Kind.EMPTY_MESSAGE_DROPPED, draft.position(i), "", "");
            } else {
                kept.add(draft.get(i), draft.position(i));
            }
        }
        return kept.done();
    }
}
