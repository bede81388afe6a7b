/* SPDX-License-Identifier: Apache-2.0 */
/** Delivers one task, on a sample project or on a repository of the user's own, and shows every step. */
package dev.helix.examples.delivery;
