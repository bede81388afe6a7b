/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener that passes a growing message on so that nothing is heard twice, however often the message starts over.
 * Confined to one thread at a time.
 *
 * <p>States. <b>Repeating</b>: the new attempt is still inside what was heard before; its pieces are compared and held
 * back. <b>Live</b>: it is at the end of it; pieces are passed on and remembered. The first difference in text or kind
 * takes everything back and shows the new attempt from its start.
 */
final class DeduplicatingListener implements ModelListener {
    private final ModelListener target;
    private final List<Piece> heard = new ArrayList<>();

    /** Where the current attempt stands in {@link #heard}: piece, and character within it. */
    private int piece;

    private int offset;

    DeduplicatingListener(ModelListener target) {
        this.target = target;
    }

    private record Piece(boolean thinking, String text) {}

    @Override
    public void text(String text) {
        hear(new Piece(false, text));
    }

    @Override
    public void thinking(String text) {
        hear(new Piece(true, text));
    }

    @Override
    public void discarded() {
        if (isLive() && !heard.isEmpty()) {
            heard.clear();
            target.discarded();
        }
        startOver();
    }

    @Override
    public void activity(String activity) {
        // What was done is not undone by another attempt.
        target.activity(activity);
    }

    @Override
    public void retrying(ModelException failure, Duration wait) {
        target.retrying(failure, wait);
    }

    /** Begins a new attempt. */
    void startOver() {
        piece = 0;
        offset = 0;
    }

    /** Ends an attempt that succeeded; what was heard beyond its end is not part of the message. */
    void complete() {
        if (!isLive()) {
            takeBackRest();
        }
    }

    private boolean isLive() {
        return piece == heard.size();
    }

    private void hear(Piece next) {
        int at = 0;
        while (at < next.text.length()) {
            if (isLive()) {
                show(new Piece(next.thinking, next.text.substring(at)));
                return;
            }
            int same = samePrefix(next, at);
            if (same == 0) {
                takeBackRest();
                continue;
            }
            at += same;
            advance(same);
        }
    }

    private int samePrefix(Piece next, int at) {
        Piece old = heard.get(piece);
        if (old.thinking != next.thinking) {
            return 0;
        }
        int same = 0;
        int limit = Math.min(old.text.length() - offset, next.text.length() - at);
        while (same < limit && old.text.charAt(offset + same) == next.text.charAt(at + same)) {
            same++;
        }
        return same;
    }

    private void advance(int characters) {
        offset += characters;
        if (offset == heard.get(piece).text.length()) {
            piece++;
            offset = 0;
        }
    }

    /** Takes everything back and shows what the current attempt has said so far. */
    private void takeBackRest() {
        List<Piece> kept = new ArrayList<>(heard.subList(0, piece));
        if (offset > 0) {
            Piece cut = heard.get(piece);
            kept.add(new Piece(cut.thinking, cut.text.substring(0, offset)));
        }
        heard.clear();
        startOver();
        target.discarded();
        kept.forEach(this::show);
    }

    private void show(Piece next) {
        heard.add(next);
        piece = heard.size();
        offset = 0;
        if (next.thinking) {
            target.thinking(next.text);
        } else {
            target.text(next.text);
        }
    }
}
