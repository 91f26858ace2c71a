/* SPDX-License-Identifier: MIT */
/*
 * The parts of the splitter's states for XML, shared by its files only;
 * dump_xml.c explains how they work together.
 */
#ifndef PAPERD_DUMP_XML_H
#define PAPERD_DUMP_XML_H

#include "dump_step.h"

/* ---- names and records (dump_xml_record.c) ---- */

/* A tag may begin at the byte that is looked at. */
void xml_mark(struct scan *scan);

bool xml_ends_name(char c);
void xml_add_to_name(struct scan_xml *xml, char c);

/* True when the tag being read names the record that is open. */
bool xml_names_record(const struct scan_xml *xml);
void xml_leave_record(struct scan *scan);

/* The record was not closed before the tag of the next one, to which reading
 * goes back. */
enum scan_event xml_cut_record(struct scan *scan);

/* True when a record is held of which one work at least has begun. */
bool xml_can_part(const struct scan *scan);

/* Gives what stands before the first work as a definition, and goes back to
 * that work. */
enum scan_event xml_part(struct scan *scan);

/* The name of a tag ends; a tag ends with a '>' outside quotes. */
enum scan_event xml_end_name(struct scan *scan);
enum scan_event xml_end_tag(struct scan *scan);

/* ---- what is passed over (dump_xml_hidden.c) ---- */

enum scan_event xml_at_bang(struct scan *scan, char c);
enum scan_event xml_at_until(struct scan *scan, char c);
enum scan_event xml_at_doctype(struct scan *scan, char c);
enum scan_event xml_at_doctype_quote(struct scan *scan, char c);

#endif
