/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

/**
 * One request and its reply in a recorded cassette.
 *
 * @param digest of the conversation with its placeholders
 * @param position how many assistant messages the request held
 * @param last the end of the last message, for people and for finding the nearest exchange
 * @param reply what the model answered
 */
record Exchange(String digest, int position, String last, ReplyTemplate reply) {}
