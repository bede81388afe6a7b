/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

/** The ways to answer agents that ask for more scope. */
enum ScopeAnswer {
    ASK,
    YES,
    NO,
    DEFER
}
