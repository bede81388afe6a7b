/* SPDX-License-Identifier: Apache-2.0 */
/** The record of what happened, and who may add to it, behind ports that a database can implement. */
package dev.helix.api.journal;
