/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.ProcessResult;
import java.util.Arrays;
import java.util.List;

/** The result of a git process: how it ended and what it said. Immutable. */
public final class GitResult {
    /** How much of git's complaint goes into an error message, in characters. */
    private static final int COMPLAINT_LIMIT = 600;

    private final List<String> arguments;
    private final ProcessResult process;

    GitResult(List<String> arguments, ProcessResult process) {
        this.arguments = arguments;
        this.process = process;
    }

    /** {@return the exit status, 0 for success} */
    public int exitCode() {
        return process.exitCode();
    }

    /** {@return whether git succeeded; true for exit status 0} */
    public boolean ok() {
        return process.exitCode() == 0;
    }

    /** {@return standard output without the line end git puts after it, which is never part of a value} */
    public String text() {
        String text = new String(process.stdout().bytes(), UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** {@return the fields of standard output between NUL characters, without the empty one after the last} */
    public List<String> fields() {
        return Fields.of(process.stdout().bytes()).stream()
                .map(field -> new String(field, UTF_8))
                .toList();
    }

    /** {@return the paths of standard output between NUL characters, with the letters before each} */
    public List<String> entries(int letters) {
        return Fields.of(process.stdout().bytes()).stream()
                .map(field -> new String(field, 0, letters, UTF_8)
                        + PathNames.text(Arrays.copyOfRange(field, letters, field.length)))
                .toList();
    }

    /** {@return the paths of standard output between NUL characters, after so many bytes each} */
    public List<String> paths(int skip) {
        return Fields.of(process.stdout().bytes()).stream()
                .map(field -> PathNames.text(Arrays.copyOfRange(field, Math.min(skip, field.length), field.length)))
                .toList();
    }

    /** {@return what git complained about, standard error, cut} */
    public String complaint() {
        String text = process.stderr().text().strip();
        return text.length() <= COMPLAINT_LIMIT ? text : text.substring(0, COMPLAINT_LIMIT) + "...";
    }

    /**
     * Insists on success.
     *
     * @param asked what was to be done, completing "git could not ..."
     * @throws WorktreeStateException if git failed
     */
    public GitResult require(String asked) {
        if (!ok()) {
            throw failure(asked);
        }
        return this;
    }

    /**
     * Makes the error for a failure the caller has no better name for.
     *
     * @param asked what was to be done, completing "git could not ..."
     */
    public WorktreeStateException failure(String asked) {
        return new WorktreeStateException(
                "git could not " + asked + ": " + String.join(" ", arguments) + " ended with status " + exitCode()
                        + " and said: " + complaint() + "; nothing was lost, clear the cause and ask again",
                null);
    }
}
