/* SPDX-License-Identifier: Apache-2.0 */
/** The delivery of one task, on a sample project or on a repository of the user's own, with every step shown. */
package dev.helix.examples.delivery;
