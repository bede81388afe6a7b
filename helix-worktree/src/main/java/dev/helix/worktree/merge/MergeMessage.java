/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.TreeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The message of a merge commit: the trace of a delivery that stays when its branch is gone.
 *
 * <p>Subject, blank line, body, blank line, trailers; the library's own trailers first, the host's by name.
 */
public final class MergeMessage {
    /** Trailer that names the verified tree; it is known only once the merge was built. */
    private static final String VERIFIED_TREE = "Helix-Verified-Tree";

    private static final Pattern TRAILER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    /** The width git's own tools wrap and cut subjects at. */
    private static final int SUBJECT_LIMIT = 72;

    private final BindingInfo info;
    private final MergeRequest request;
    private final Map<String, String> trailers = new LinkedHashMap<>();

    /**
     * Collects what the message says.
     *
     * @param request subject and trailers
     * @throws InvalidRequestException if a trailer's name cannot be one
     */
    public MergeMessage(BindingInfo info, MergeRequest request) {
        this.info = info;
        this.request = request;
        trailers.putAll(own(info));
        new TreeMap<>(request.trailers()).forEach(this::add);
    }

    private static Map<String, String> own(BindingInfo info) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("Helix-Session", info.session().value());
        own.put("Helix-Branch", info.branch());
        own.put("Helix-Base", info.baseBranch());
        return own;
    }

    /** Tells whether a commit says that it is the merge of a binding's work. */
    static boolean names(CommitFact commit, BindingInfo info) {
        Map<String, String> all = own(info);
        all.put(VERIFIED_TREE, commit.tree().value());
        List<String> lines = commit.message().lines().toList();
        return all.entrySet().stream().allMatch(one -> lines.contains(one.getKey() + ": " + one.getValue()));
    }

    private void add(String name, String value) {
        if (!TRAILER_NAME.matcher(name).matches() || name.equals(VERIFIED_TREE) || trailers.containsKey(name)) {
            throw new InvalidRequestException("'" + name + "' cannot be a trailer of the merge commit; use letters,"
                    + " digits and hyphens, and none of " + trailers.keySet() + " or " + VERIFIED_TREE);
        }
        trailers.put(name, oneLine(value));
    }

    /** {@return the message for a merge with the given tree} */
    String with(TreeId tree) {
        StringBuilder message = new StringBuilder(subject()).append("\n\n");
        if (!request.subject().strip().equals(subject())) {
            message.append(paragraphs(request.subject())).append("\n\n");
        }
        message.append("Merges ")
                .append(info.branch())
                .append(" into ")
                .append(info.baseBranch())
                .append(".\n\n");
        trailers.forEach(
                (name, value) -> message.append(name).append(": ").append(value).append('\n'));
        return message.append(VERIFIED_TREE)
                .append(": ")
                .append(tree)
                .append('\n')
                .toString();
    }

    private String subject() {
        String first = oneLine(request.subject().strip().lines().findFirst().orElse(info.branch()));
        if (first.codePointCount(0, first.length()) <= SUBJECT_LIMIT) {
            return first;
        }
        return first.substring(0, first.offsetByCodePoints(0, SUBJECT_LIMIT - 3))
                        .strip() + "...";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    // Control characters other than line feed and tab would confuse terminals that show the log.
    private static String paragraphs(String text) {
        return text.strip().replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
