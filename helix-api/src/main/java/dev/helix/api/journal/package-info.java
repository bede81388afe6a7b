/* SPDX-License-Identifier: Apache-2.0 */
/** The record of what happened, behind a port. */
package dev.helix.api.journal;
