/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

/** What has to change so that another model answers. */
public enum SwitchPath {
    /** Nothing: the same model at the same endpoint. */
    NONE,
    /** The model's name; endpoint, protocol and credential stay. */
    SAME_ENDPOINT,
    /** Address and credential, too; the protocol stays, and so do connections that endpoints share. */
    SAME_FAMILY,
    /** The protocol, or a program on this machine takes part: the conversation is projected anew. */
    CROSS_PROVIDER
}
