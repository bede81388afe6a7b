/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of the git command line. Immutable. */
public record GitVersion(int major, int minor) implements Comparable<GitVersion> {
    /** The oldest release that merges without a checkout ({@code merge-tree --write-tree}). */
    public static final GitVersion OLDEST_SUPPORTED = new GitVersion(2, 38);

    private static final Pattern BANNER = Pattern.compile("git version (\\d{1,5})\\.(\\d{1,5}).*", Pattern.DOTALL);

    /** {@return the release that {@code git --version} printed; empty when it is something else} */
    public static Optional<GitVersion> parse(String banner) {
        Matcher matcher = BANNER.matcher(banner);
        return matcher.matches()
                ? Optional.of(new GitVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(GitVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
