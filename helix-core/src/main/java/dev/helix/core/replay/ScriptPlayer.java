/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.core.json.WellFormed;
import java.util.Optional;

/** A player of an authored cassette, which finds the conversation by how it opens and the reply by its position. */
final class ScriptPlayer implements Player {
    private final Cassette cassette;

    ScriptPlayer(Cassette cassette) {
        this.cassette = cassette;
    }

    @Override
    public ScriptedReply find(RequestKey asked) {
        Conversation conversation = cassette.conversations().stream()
                .filter(candidate -> fits(candidate, asked))
                .findFirst()
                .orElseThrow(() -> noConversation(asked));
        if (asked.position() >= conversation.replies().size()) {
            throw new CassetteMismatchException(cassette + " has "
                    + conversation.replies().size()
                    + " replies in conversation '" + conversation.name() + "', and reply " + (asked.position() + 1)
                    + " was asked for. The last message was: " + asked.lastShown()
                    + ". Add a reply to the conversation, or let an earlier one end the turn");
        }
        ScriptedReply reply = conversation.replies().get(asked.position());
        reply.expect().forEach(expected -> check(expected, reply, asked));
        return reply;
    }

    private static boolean fits(Conversation candidate, RequestKey asked) {
        return occurs(candidate.opens(), asked.firstUserText(), asked)
                && occurs(candidate.system(), asked.request().system(), asked);
    }

    /** A text that needs a value this run does not have cannot occur in it. */
    private static boolean occurs(String template, String text, RequestKey asked) {
        try {
            return text.contains(asked.placeholders().reveal(template));
        } catch (UnknownPlaceholderException e) {
            return false;
        }
    }

    private void check(String expected, ScriptedReply reply, RequestKey asked) {
        try {
            String text = asked.placeholders().reveal(expected);
            if (!asked.news().contains(text)) {
                throw new CassetteMismatchException(cassette + " expects '" + text + "' before " + reply.place()
                        + ", but the last message was: " + asked.lastShown()
                        + ". Correct \"expect\" in the cassette, or find out why the agent got something else");
            }
        } catch (UnknownPlaceholderException e) {
            throw new CassetteMismatchException(cassette + ", \"expect\" of " + reply.place() + ": " + e.complaint());
        }
    }

    private CassetteMismatchException noConversation(RequestKey asked) {
        Optional<Conversation> nearest =
                SpellingSuggestion.to(asked.firstUserText(), cassette.conversations(), Conversation::opens);
        String hint = nearest.map(
                        conversation -> " The nearest one is '" + conversation.name() + "', which opens with '"
                                + WellFormed.cut(conversation.opens(), 200) + "'"
                                + (conversation.system().isEmpty()
                                        ? "."
                                        : " and needs '" + conversation.system() + "' in the system text."))
                .orElse(" It has none at all.");
        return new CassetteMismatchException(cassette + " has no conversation that opens with: "
                + WellFormed.cut(asked.firstUserText(), 300) + "." + hint
                + " Add a conversation whose \"opens\" occurs in that message");
    }
}
