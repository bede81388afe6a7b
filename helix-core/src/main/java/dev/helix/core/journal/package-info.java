/* SPDX-License-Identifier: Apache-2.0 */
/** Journals, in files or in memory; hosts choose. */
package dev.helix.core.journal;
