/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

/** Names the ways to answer agents that ask for more scope. */
enum ScopeAnswer {
    ASK,
    YES,
    NO,
    DEFER
}
