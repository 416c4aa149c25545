/**
 * The JSON that the pages read, named for the scripts. The module 'api' is made of docs/api/openapi.yaml by every build.
 */

import type {components, paths} from 'api';

type Schemas = components['schemas'];
type Json<Response> = Response extends {content: {'application/json': infer Body}} ? Body : never;
type Got<Path extends keyof paths> = paths[Path] extends {get: {responses: {200: infer Response}}} ? Json<Response> : never;
type Posted<Path extends keyof paths> = paths[Path] extends {post: {responses: infer Responses}}
  ? Json<Responses[keyof Responses & (200 | 201 | 202)]> : never;

/** `line`: of a list. `fault` says more exactly what is wrong, and with which `character`. */
export type FieldError = {
  field: string, code: string, fault?: string, character?: string, line?: number, firstLine?: number, column?: string,
  department?: string,
};
export type ProblemBody = Partial<Omit<Schemas['Problem'], 'code'>> & {
  code?: string, errors?: FieldError[], latestEnd?: string, numberEnding?: string,
};

export type Party = Schemas['Party'];
export type Transfer = Got<'/api/transfer'>;
export type OpenTransfer = Schemas['OpenTransfer'];
export type SubmittedTransfer = Schemas['SubmittedTransfer'];
export type ReceivedTransfer = Schemas['ReceivedTransfer'];
export type Draft = Schemas['Draft'];
export type NewDraft = Posted<'/api/staff/transfers'>;
export type Recipient = Draft['recipients'][number];
export type MessageInput = Schemas['MessageInput'];
export type Message = Schemas['Message'];
export type ItemAnswer = Schemas['ItemAnswer'];
export type AskedItem = Schemas['AskedItem'];
export type Templates = Got<'/api/staff/templates'>;
export type Template = Schemas['Template'];
export type Contacts = Got<'/api/staff/contacts'>;
export type Contact = Schemas['Contact'];
export type ContactSaved = Posted<'/api/staff/contacts'>;
export type ContactsImported = Posted<'/api/staff/contacts/csv'>;
export type ContactsLookedAt = Posted<'/api/staff/contacts/look'>;
export type PersonContact = Schemas['PersonContact'];
export type ChecklistCounts = Schemas['ChecklistCounts'];
export type OpenDocument = OpenTransfer['documents'][number];
export type ReceivedDocument = ReceivedTransfer['documents'][number];
export type RefusedDocument = ReceivedTransfer['refused'][number];
export type Refusals = Posted<'/api/transfer/chosen'>;
export type PhoneLink = Posted<'/api/transfer/phone'>;
export type PhoneTransfer = Got<'/api/transfer/phone'>;
export type StoredCodes = Posted<'/api/uploads/{id}/codes'>;
export type NetworkTest = Schemas['NetworkTest'];

export type Submission = Posted<'/api/submissions'>;
export type Session = Posted<'/api/sessions'>;
export type CodeStatus = Schemas['CodePage'];
export type ResentCode = Posted<'/api/sessions/code/resend'>;

export type Report = Schemas['Report'];
export type ReportEvent = Report['events'][number];
export type ReportDocument = Report['documents'][number];
export type ReportMail = Report['mails'][number];
export type DeliveryFailure = Schemas['DeliveryFailure'];
export type ReportText = Report['texts'][number];

export type Member = Got<'/api/staff/me'>;
export type CodeSent = Posted<'/api/staff/sign-in'>;
export type Onward = {next: string | null};
export type FamiliarAddress = Schemas['FamiliarAddress'];
export type FamiliarAddresses = Posted<'/api/staff/addresses/check'>;
export type RequestTerms = Schemas['RequestTerms'];
export type CheckedList = Json<paths['/api/staff/requests/csv']['post']['responses'][200]>;
export type ListedAddress = CheckedList['rows'][number];

export type Preferences = Got<'/api/staff/preferences'>;
export type SendingCopy = Got<'/api/staff/transfers/{id}/copy'>;
export type NewsChoice = Got<'/api/staff/preferences/news'>;
export type DeputyPeriod = Schemas['DeputyPeriod'];
export type TransferCounts = Got<'/api/staff/counts'>;
export type TransferPage = Got<'/api/staff/transfers'>;
export type TransferLine = TransferPage['items'][number];
export type Due = Schemas['Due'];
export type Batch = Schemas['Batch'];
export type Dossier = Schemas['Dossier'];
export type DossierRecipient = Dossier['recipients'][number];
export type DossierDocument = Dossier['documents'][number];
export type DossierEvent = Dossier['events'][number];
export type SentLetter = Schemas['SentLetter'];

export type QueuePage = Got<'/api/staff/queues'>;
export type QueuedLetter = QueuePage['items'][number];
export type QueueSearch = Posted<'/api/staff/queues/search'>;
export type ScrubState = Got<'/api/staff/scrub'>;
export type AuditPage = Got<'/api/staff/audit'>;
export type AuditLine = Schemas['AuditLine'];
export type Destructions = Got<'/api/staff/destructions'>;
export type StatementEnds = Got<'/api/statements/{hash}'>;
export type Retention = Got<'/api/staff/retention'>;
export type Statistics = Got<'/api/staff/statistics'>;
export type ReadOuts = Got<'/api/staff/read-outs'>;
export type ReadOut = Schemas['ReadOut'];
export type ReadOutCode = Posted<'/api/staff/transfers/{id}/read-outs/show'>;
export type HeldDocuments = Got<'/api/staff/held'>;
export type Holds = Got<'/api/staff/holds'>;
export type HeldTransfer = Posted<'/api/staff/holds'>;
export type Person = Posted<'/api/staff/persons'>;
export type Settings = Got<'/api/staff/settings'>;
export type StaffAccounts = Got<'/api/staff/accounts'>;
export type StaffAccount = StaffAccounts['items'][number];
export type AccountListInput = Schemas['AccountList'] & {digest: string, passwords: boolean};
export type AccountPlan = Posted<'/api/staff/accounts/import/plan'>;
export type AccountsImported = Posted<'/api/staff/accounts/import'>;
export type FirstPassword = AccountsImported['passwords'][number];
export type ListedPerson = Schemas['ListedPerson'];
export type HelpDeskCases = Posted<'/api/staff/helpdesk'>;
export type HelpDeskCase = HelpDeskCases['transfers'][number];
export type PersonTransfers = Schemas['PersonTransfers'];
export type PersonLetters = Schemas['PersonLetters'];
export type PersonAccount = Schemas['PersonAccount'];
