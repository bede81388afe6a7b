/* SPDX-License-Identifier: Apache-2.0 */
/** Gives agents something to do. */
package dev.helix.api.tool;
