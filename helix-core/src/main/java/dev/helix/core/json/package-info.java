/* SPDX-License-Identifier: Apache-2.0 */
/** Reads and writes JSON for the rooms above, so that no parser type reaches a host. Not exported to hosts. */
package dev.helix.core.json;
