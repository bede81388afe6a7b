/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Utility methods that judge single file names by what some file system would make of them. Pure. */
public final class FileNames {
    /** Code points HFS+ ignores when it compares names, so that {@code .g<U+200C>it} opens {@code .git} there. */
    private static final Pattern IGNORED_BY_HFS =
            Pattern.compile("[\\u200C-\\u200F\\u202A-\\u202E\\u206A-\\u206F\\uFEFF]");
    /** The short name NTFS gives {@code .git}, see "8.3 filename". */
    private static final Pattern SHORT_GIT = Pattern.compile("git~\\d+");
    /** NTFS drops dots and blanks at the end, and takes what follows a colon as the name of a data stream. */
    private static final Pattern DROPPED_BY_NTFS = Pattern.compile("(?s):.*\\z|[. ]+\\z");

    private static final Pattern WINDOWS_DEVICE = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\\u00B9\\u00B2\\u00B3]|lpt[0-9\\u00B9\\u00B2\\u00B3])( *\\..*)?");

    private FileNames() {}

    /**
     * {@return whether one component of a path is {@code .git}, or is taken for it by a file system that ignores case,
     * invisible characters, or trailing dots, or knows short names}
     */
    public static boolean isGit(String name) {
        String visible = IGNORED_BY_HFS.matcher(name).replaceAll("");
        // Upper case first: some characters meet their ASCII look-alike only there.
        String folded = Normalizer.normalize(visible, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        String kept = DROPPED_BY_NTFS
                .matcher(DROPPED_BY_NTFS.matcher(folded).replaceFirst(""))
                .replaceFirst("");
        return kept.equals(".git") || SHORT_GIT.matcher(kept).matches();
    }

    /** {@return why one component of a path cannot be checked out on Windows, or means something else there} */
    public static Optional<String> notPortable(String name) {
        if (WINDOWS_DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of("is the name of a device on Windows");
        }
        if (name.indexOf(':') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of("holds a character that separates names on Windows");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("ends with a dot or a blank, which Windows drops");
        }
        return Optional.empty();
    }
}
