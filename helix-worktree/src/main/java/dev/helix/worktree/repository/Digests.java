/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A utility method that computes the hex digits that keep names apart. */
final class Digests {
    private Digests() {}

    /** {@return the SHA-256 of the texts, each followed by a NUL so that no two lists run together} */
    static String hex(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform is required to support SHA-256.
            throw new IllegalStateException(e);
        }
    }
}
