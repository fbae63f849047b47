export { checkProposal } from './checkProposal.js';
export { PROPOSAL_MARGIN_M, type ProposalContext } from './proposalGround.js';
