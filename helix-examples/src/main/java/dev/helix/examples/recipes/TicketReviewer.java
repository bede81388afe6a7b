/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reviewer that wants the ticket of a request in the changelog: one object for all tasks of a Helix instance, which
 * tells them apart by what each was asked.
 *
 * <p>It is given to an instance with {@code reviewer(...)} or to one task with {@code reviewers(...)}. Whatever it
 * rejects goes back to the agent and cannot be merged.
 */
public final class TicketReviewer implements Reviewer {
    private static final Pattern TICKET = Pattern.compile("\\b[A-Z]+-[0-9]+\\b");
    private static final String CHANGELOG = "CHANGELOG.md";
    private static final int LIMIT_BYTES = 1 << 20;

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
        String request = context.baseline().map(ScopeBaseline::request).orElse("");
        Matcher ticket = TICKET.matcher(request);
        if (!ticket.find() || changelog(context).contains(ticket.group())) {
            return ReviewVerdict.approve();
        }
        Finding missing = Finding.builder("Add an entry for " + ticket.group() + ".")
                .file(CHANGELOG)
                .build();
        return ReviewVerdict.of(List.of(missing));
    }

    /** {@return the changelog as it would be merged} */
    private static String changelog(ReviewContext context) {
        return context.files()
                .stat(CHANGELOG)
                .map(file -> new String(context.files().read(CHANGELOG, LIMIT_BYTES), StandardCharsets.UTF_8))
                .orElse("");
    }
}
