/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

/** The answer to a scope proposal. */
public enum ScopeDecision {
    /** The paths become part of the scope. */
    YES,
    /** The scope stays as it is. */
    NO,
    /** The scope stays as it is, and the proposal is kept in the delivery as follow-up work. */
    DEFER
}
