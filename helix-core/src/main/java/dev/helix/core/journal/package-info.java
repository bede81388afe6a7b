/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps journals, in files or in memory; hosts choose. */
package dev.helix.core.journal;
